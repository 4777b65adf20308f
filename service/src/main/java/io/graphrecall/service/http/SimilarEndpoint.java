package io.graphrecall.service.http;

/** {@code POST /v1/similar}: the contents nearest to contents, a text, a picture or a vector. */
final class SimilarEndpoint implements Endpoint {

    private final SimilarSearch search;

    SimilarEndpoint(SimilarSearch search) {
        this.search = search;
    }

    @Override
    public String operation() {
        return "similar";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return search.reply(Json.read(request.body(), SimilarRequestBody.class));
    }
}
