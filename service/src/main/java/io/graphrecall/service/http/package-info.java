/**
 * The HTTP interface: one class an endpoint, each of which parses, calls and renders.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.http.HttpApi} is the running server
 * <li>{@link io.graphrecall.service.http.HttpParameters} is how it runs
 * <li>{@link io.graphrecall.service.http.ServiceMetrics} counts and times what it does
 * </ul>
 */
@NullMarked
package io.graphrecall.service.http;

import org.jspecify.annotations.NullMarked;
