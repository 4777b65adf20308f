package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;

import java.io.InputStream;

/**
 * A request with validated parameters.
 *
 * @param id         the caller's {@code X-Request-Id}, or a generated one
 * @param parameters parameters in the path and the query
 * @param body       the decompressed body; empty if there is none, or if it has records
 * @param records    the decompressed body of a post of records, as it arrives; otherwise empty
 */
record ApiRequest(String id, Parameters parameters, Buffer body, InputStream records) {}
