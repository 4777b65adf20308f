package io.graphrecall.service.http;

/** {@code GET /v1/users/{user_id}/recall}: contents for one user. */
final class UserRecallEndpoint implements Endpoint {

    private final RecallHandler handler;

    UserRecallEndpoint(RecallHandler handler) {
        this.handler = handler;
    }

    @Override
    public String operation() {
        return "recallForUser";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return handler.recall(request.id(), RecallRequestBody.of(request.parameters()));
    }
}
