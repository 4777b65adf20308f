package io.graphrecall.service.http;

import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.schema.Content;
import io.graphrecall.service.intake.ContentIntake;

/** {@code POST /v1/contents}: new and changed contents, acknowledged once the next recall can return them. */
final class ContentsEndpoint implements Endpoint {

    private final ContentIntake contents;
    private final PostLog log;

    ContentsEndpoint(ServiceParts parts, PostLog log) {
        this.contents = parts.contents();
        this.log = log;
    }

    @Override
    public String operation() {
        return "postContents";
    }

    @Override
    public Reply handle(ApiRequest request) {
        PostedRecords<Content> posted = PostedRecords.read(
                request.records(), json -> CatalogueFormat.content(json, Conversion.UNREPORTED));
        return posted.reply(contents::post, log, request.id());
    }
}
