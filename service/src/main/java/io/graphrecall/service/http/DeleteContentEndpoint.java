package io.graphrecall.service.http;

import io.graphrecall.schema.ContentId;
import io.graphrecall.service.intake.CatalogueIntake;

/** {@code DELETE /v1/contents/{content_id}}: withdraws a content; the next recall leaves it out. */
final class DeleteContentEndpoint implements Endpoint {

    private final CatalogueIntake contents;

    DeleteContentEndpoint(ServiceParts parts) {
        this.contents = parts.contents();
    }

    private record Deleted(String contentId, long seq) {}

    @Override
    public String operation() {
        return "deleteContent";
    }

    @Override
    public Reply handle(ApiRequest request) {
        ContentId content = request.parameters().id("content_id", ContentId::new);
        return Reply.ok(new Deleted(content.key(), contents.delete(content)));
    }
}
