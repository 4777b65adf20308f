package io.graphrecall.service.http;

import io.vertx.openapi.contract.Operation;

import java.util.Locale;

/**
 * The kind of an operation: {@code x-kind} in the OpenAPI document. Each kind has its
 * limit of requests in flight, so that posts which wait for the graph leave room for recalls.
 */
enum RequestKind {
    /** Operations that are answered from memory. */
    RECALL("requests"),
    /** Operations that write to the graph. */
    POST("posts"),
    /** All others, many of which read the graph. */
    ADMINISTRATION("administrative requests");

    private final String plural;

    RequestKind(String plural) {
        this.plural = plural;
    }

    String plural() {
        return plural;
    }

    static RequestKind of(Operation operation) {
        return valueOf(operation.getOpenAPIModel().getString("x-kind").toUpperCase(Locale.ROOT));
    }
}
