package io.graphrecall.service.http;

import io.vertx.core.http.HttpMethod;

/** {@code POST /v1/recall}: contents for one user. */
final class RecallEndpoint implements Endpoint {

    private final RecallHandler handler;

    RecallEndpoint(RecallHandler handler) {
        this.handler = handler;
    }

    @Override
    public Route route() {
        return Route.read(HttpMethod.POST, "/v1/recall");
    }

    @Override
    public Reply answer(Call call) {
        return handler.recall(call.requestId(), Json.read(call.body(), RecallRequestBody.class));
    }
}
