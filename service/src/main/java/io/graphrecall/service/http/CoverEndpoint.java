package io.graphrecall.service.http;

import io.graphrecall.schema.ContentId;
import io.graphrecall.service.catalogue.ContentCatalogue;
import io.vertx.core.buffer.Buffer;

import java.util.Map;

/** {@code GET /v1/contents/{content_id}/cover}: the cover of a content as a small JPEG. */
final class CoverEndpoint implements Endpoint {

    private final ContentCatalogue catalogue;

    CoverEndpoint(ServiceParts parts) {
        this.catalogue = parts.catalogue();
    }

    @Override
    public String operation() {
        return "cover";
    }

    @Override
    public Reply handle(ApiRequest request) {
        byte[] jpeg = catalogue.cover(request.parameters().id("content_id", ContentId::new)).jpeg();
        return new Reply(200, "image/jpeg", Buffer.buffer(jpeg), Map.of());
    }
}
