package io.graphrecall.service.http;

/** {@code POST /v1/recall}: contents for one user. */
final class RecallEndpoint implements Endpoint {

    private final RecallHandler handler;

    RecallEndpoint(RecallHandler handler) {
        this.handler = handler;
    }

    @Override
    public String operation() {
        return "recall";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return handler.recall(request.id(), Json.read(request.body(), RecallRequestBody.class));
    }
}
