package io.graphrecall.service.http;

import io.graphrecall.service.pipeline.RecallRequest;
import io.vertx.core.http.HttpMethod;

/** {@code GET /v1/users/{user_id}/recall}: contents for one user, as the default settings have it. */
final class UserRecallEndpoint implements Endpoint {

    private static final int DEFAULT_SIZE = 100;

    private final RecallHandler handler;

    UserRecallEndpoint(RecallHandler handler) {
        this.handler = handler;
    }

    @Override
    public Route route() {
        return Route.read(HttpMethod.GET, "/v1/users/{user_id}/recall");
    }

    @Override
    public Reply answer(Call call) {
        QueryParameters query = call.query().only("size", "scene", "query", "context_content_id", "explain", "min_seq");
        RecallRequestBody body = new RecallRequestBody(
                call.segment("user_id"),
                null,
                query.text("scene"),
                query.text("context_content_id"),
                query.size(DEFAULT_SIZE, RecallRequest.MAX_SIZE),
                null,
                query.text("query"),
                null,
                null,
                null,
                null,
                null,
                query.flag("explain"),
                query.number("min_seq"));
        return handler.recall(call.requestId(), body);
    }
}
