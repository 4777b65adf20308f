package io.graphrecall.service.http;

import io.graphrecall.schema.ContentId;
import io.graphrecall.service.intake.ContentIntake;
import io.vertx.core.http.HttpMethod;

/** {@code DELETE /v1/contents/{content_id}}: withdraws a content; the next answer lacks it. */
final class DeleteContentEndpoint implements Endpoint {

    private final ContentIntake contents;

    DeleteContentEndpoint(ServiceParts parts) {
        this.contents = parts.contents();
    }

    private record Deleted(String contentId, long seq) {}

    @Override
    public Route route() {
        return Route.write(HttpMethod.DELETE, "/v1/contents/{content_id}");
    }

    @Override
    public Reply answer(Call call) {
        call.query().only();
        ContentId content = PathIds.content(call);
        return Reply.ok(new Deleted(content.key(), contents.delete(content)));
    }
}
