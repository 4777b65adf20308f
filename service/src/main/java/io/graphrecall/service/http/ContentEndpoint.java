package io.graphrecall.service.http;

import io.graphrecall.schema.ContentId;
import io.graphrecall.service.catalogue.ContentCatalogue;

/** {@code GET /v1/contents/{content_id}}: the record of a content and what content understanding added to it. */
final class ContentEndpoint implements Endpoint {

    private final ContentCatalogue catalogue;

    ContentEndpoint(ServiceParts parts) {
        this.catalogue = parts.catalogue();
    }

    @Override
    public String operation() {
        return "content";
    }

    @Override
    public Reply handle(ApiRequest request) {
        return Reply.ok(catalogue.of(request.parameters().id("content_id", ContentId::new)));
    }
}
