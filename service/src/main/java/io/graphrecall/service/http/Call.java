package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;

import java.util.Map;
import java.util.Objects;

/**
 * One request, read completely.
 *
 * @param requestId the caller's name for it, or one made here
 * @param path      the segments that the route names
 * @param query     what stands after the question mark
 * @param body      as it was before it was compressed for the way
 */
record Call(String requestId, Map<String, String> path, QueryParameters query, Buffer body) {

    /** A segment that the route names, decoded. */
    String segment(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }
}
