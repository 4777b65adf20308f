package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;

import java.util.Map;

/** What a call gets. */
record Reply(int status, String contentType, Buffer body, Map<String, String> headers) {

    static final String JSON = "application/json";

    static Reply json(int status, Buffer body) {
        return new Reply(status, JSON, body, Map.of());
    }

    /** Some value as JSON. */
    static Reply json(int status, Object value) {
        return json(status, Json.write(value));
    }

    static Reply ok(Object value) {
        return json(200, value);
    }

    static Reply nothing() {
        return new Reply(204, "", Buffer.buffer(), Map.of());
    }
}
