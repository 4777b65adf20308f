package io.graphrecall.service.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

import java.util.Map;

/** A response: status, headers and body. An empty content type stands for no content. */
record Reply(int status, String contentType, Buffer body, Map<String, String> headers) {

    static final String JSON = "application/json";

    static Reply json(int status, Buffer body) {
        return new Reply(status, JSON, body, Map.of());
    }

    /** Returns a reply with a value as JSON. */
    static Reply json(int status, Object value) {
        return json(status, Json.write(value));
    }

    static Reply ok(Object value) {
        return json(200, value);
    }

    static Reply noContent() {
        return new Reply(204, "", Buffer.buffer(), Map.of());
    }

    /** Writes this reply, unless there is one already or the connection is closed. Must run on the event loop. */
    Future<Void> send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(status);
        if (!contentType.isEmpty()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        }
        headers.forEach(response::putHeader);
        return response.end(body);
    }
}
