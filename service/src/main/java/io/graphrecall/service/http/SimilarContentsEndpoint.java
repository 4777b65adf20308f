package io.graphrecall.service.http;

/** {@code GET /v1/contents/{content_id}/similar}: the contents nearest to a content. */
final class SimilarContentsEndpoint implements Endpoint {

    private final SimilarSearch search;

    SimilarContentsEndpoint(SimilarSearch search) {
        this.search = search;
    }

    @Override
    public String operation() {
        return "similarContents";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return search.reply(SimilarRequestBody.of(request.parameters()));
    }
}
