package io.graphrecall.service.http;

import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.explain.Explainer;
import io.graphrecall.service.pipeline.RecallPipeline;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** {@code POST /v1/explain}: why a recall returns a content, or what removed it in each channel. */
record ExplainEndpoint(Explainer explainer, RecallPipeline pipeline) {

    private record Body(@Nullable String userId, @Nullable String contentId, @Nullable String scene,
            @Nullable String query) {}

    Reply handle(ApiRequest request) {
        Body body = Json.read(request.body(), Body.class);
        String scene = request.scene(body.scene);
        FieldErrors errors = new FieldErrors();
        UserId user = errors.value("/user_id", () -> new UserId(required(body.userId)));
        ContentId content = errors.value("/content_id", () -> new ContentId(required(body.contentId)));
        QueryText query = body.query == null ? null : errors.value("/query", () -> new QueryText(body.query));
        errors.check("", () -> pipeline.check(scene, List.of(), 1));
        errors.check();
        return Reply.ok(explainer.explain(
                Objects.requireNonNull(user), Objects.requireNonNull(content), scene, query));
    }

    private static String required(@Nullable String id) {
        if (id == null) {
            throw new IllegalArgumentException("is missing");
        }
        return id;
    }
}
