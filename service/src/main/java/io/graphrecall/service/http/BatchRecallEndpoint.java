package io.graphrecall.service.http;

import io.vertx.core.http.HttpMethod;

import java.util.List;

/** {@code POST /v1/recall/batch}: contents for many users, the answers in the order of the requests. */
final class BatchRecallEndpoint implements Endpoint {

    private static final int MAX_REQUESTS = 1000;

    private final RecallHandler handler;

    BatchRecallEndpoint(RecallHandler handler) {
        this.handler = handler;
    }

    @Override
    public Route route() {
        return Route.read(HttpMethod.POST, "/v1/recall/batch");
    }

    @Override
    public Reply answer(Call call) {
        List<RecallRequestBody> bodies = Json.read(call.body(), RecallRequestBody.Batch.class).requests();
        FieldErrors errors = new FieldErrors("");
        if (bodies == null) {
            errors.add("/requests", "is missing");
            bodies = List.of();
        } else if (bodies.size() > MAX_REQUESTS) {
            errors.add("/requests", "has " + bodies.size() + " entries, at most " + MAX_REQUESTS + " are allowed");
            bodies = List.of();
        }
        return handler.recallAll(call.requestId(), bodies, errors);
    }
}
