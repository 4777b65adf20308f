package io.graphrecall.service.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;

/**
 * A response: status, headers and body. An empty content type stands for no content.
 *
 * @param rest the parts of a streamed body after {@code body}; each is computed when the parts before it are sent. Empty
 *             for a body that is complete
 */
record Reply(int status, String contentType, Buffer body, Map<String, String> headers, Iterator<Buffer> rest) {

    static final String JSON = "application/json";

    Reply(int status, String contentType, Buffer body, Map<String, String> headers) {
        this(status, contentType, body, headers, Collections.emptyIterator());
    }

    static Reply json(int status, Buffer body) {
        return new Reply(status, JSON, body, Map.of());
    }

    static Reply json(int status, Object value) {
        return json(status, Json.write(value));
    }

    static Reply ok(Object value) {
        return json(200, value);
    }

    /** Returns a streamed reply. Computes its first part, so that an error in it becomes the reply instead. */
    static Reply stream(Iterator<Buffer> parts) {
        return new Reply(200, JSON, parts.next(), Map.of(), parts);
    }

    static Reply noContent() {
        return new Reply(204, "", Buffer.buffer(), Map.of());
    }

    /** Writes this complete reply, unless there is one already or the connection is closed. Must run on the event loop. */
    Future<Void> send(HttpServerResponse response) {
        return begin(response) ? response.end(body) : Future.succeededFuture();
    }

    /** Writes the first part of this streamed reply. Must run on the event loop. Fails if the connection is closed. */
    Future<Void> sendFirst(HttpServerResponse response) {
        if (!begin(response)) {
            return Future.failedFuture("the connection is closed");
        }
        return response.setChunked(true).write(body);
    }

    private boolean begin(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return false;
        }
        response.setStatusCode(status);
        if (!contentType.isEmpty()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        }
        headers.forEach(response::putHeader);
        return true;
    }
}
