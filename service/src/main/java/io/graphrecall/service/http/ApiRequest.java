package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;

/**
 * A request with validated parameters.
 *
 * @param id         the caller's {@code X-Request-Id}, or a generated one
 * @param parameters parameters in the path and the query
 * @param body       the decompressed body; empty if there is none
 */
record ApiRequest(String id, Parameters parameters, Buffer body) {}
