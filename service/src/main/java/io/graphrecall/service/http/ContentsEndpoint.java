package io.graphrecall.service.http;

import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.schema.Content;
import io.graphrecall.service.intake.ContentIntake;
import io.vertx.core.http.HttpMethod;

/** {@code POST /v1/contents}: new and changed contents, acknowledged once the next recall can return them. */
final class ContentsEndpoint implements Endpoint {

    private final ContentIntake contents;

    ContentsEndpoint(ServiceParts parts) {
        this.contents = parts.contents();
    }

    @Override
    public Route route() {
        return Route.write(HttpMethod.POST, "/v1/contents");
    }

    @Override
    public boolean post() {
        return true;
    }

    @Override
    public Reply answer(Call call) {
        call.query().only();
        PostedRecords<Content> posted = PostedRecords.read(call.body(), CatalogueFormat::content);
        return posted.reply(contents.post(posted.records()));
    }
}
