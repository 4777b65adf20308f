/**
 * The HTTP API, on Vert.x Web. An endpoint parses, calls and renders.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.http.HttpApi}: the running server
 * <li>{@link io.graphrecall.service.http.Contract}: {@code openapi.yaml}, which defines operations, parameters and limits
 * <li>{@link io.graphrecall.service.http.ApiRouter}: routes requests to endpoints by the contract
 * <li>{@link io.graphrecall.service.http.Endpoints}: the list of endpoints
 * <li>{@link io.graphrecall.service.http.RecallHandler}: runs recall requests
 * <li>{@link io.graphrecall.service.http.Problems}: maps exceptions to problem documents
 * <li>{@link io.graphrecall.service.http.ServiceMetrics}: metrics for Prometheus
 * </ul>
 */
@NullMarked
package io.graphrecall.service.http;

import org.jspecify.annotations.NullMarked;
