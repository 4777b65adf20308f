package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.explain.ExplainedPath;
import io.graphrecall.service.explain.Explainer;
import io.graphrecall.service.pipeline.RecallPipeline;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
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
        Explainer.Explanation explanation = explainer.explain(
                Objects.requireNonNull(user), Objects.requireNonNull(content), scene, query);
        return Reply.json(200, Json.write(json -> write(json, explanation)));
    }

    private static String required(@Nullable String id) {
        if (id == null) {
            throw new IllegalArgumentException("is missing");
        }
        return id;
    }

    private static void write(JsonGenerator json, Explainer.Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("recalled", explanation.recalled());
        if (explanation.rank() != null) {
            json.writeNumberField("rank", explanation.rank());
        }
        json.writeArrayFieldStart("channels");
        for (Explainer.Channel channel : explanation.channels()) {
            json.writeStartObject();
            json.writeStringField("id", channel.id());
            if (channel.rank() != null) {
                json.writeNumberField("rank", channel.rank());
            }
            json.writeStringField("outcome", channel.outcome());
            json.writeStringField("detail", channel.detail());
            json.writeArrayFieldStart("paths");
            for (ExplainedPath path : channel.paths()) {
                json.writeStartObject();
                ResultPaths.write(json, path);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
