package io.graphrecall.service.http;

/** {@code POST /v1/recall/batch}: contents for many users, in the order of the requests. */
final class BatchRecallEndpoint implements Endpoint {

    private final RecallHandler handler;

    BatchRecallEndpoint(RecallHandler handler) {
        this.handler = handler;
    }

    @Override
    public String operation() {
        return "recallBatch";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return handler.recallAll(request.id(), Json.read(request.body(), RecallRequestBody.Batch.class));
    }
}
