/**
 * The HTTP interface: one class an endpoint; parses, calls, renders.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.http.RecallAnswerWriter}: an answer as JSON
 * </ul>
 */
@NullMarked
package io.graphrecall.service.http;

import org.jspecify.annotations.NullMarked;
