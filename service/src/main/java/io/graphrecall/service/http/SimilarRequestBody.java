package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** The JSON body of a request for similar contents: {@code SimilarRequest} in the contract. Null fields are absent. */
record SimilarRequestBody(
        @JsonDeserialize(using = IdText.class) @Nullable String contentId,
        @JsonDeserialize(contentUsing = IdText.class) @Nullable List<@Nullable String> positive,
        @JsonDeserialize(contentUsing = IdText.class) @Nullable List<@Nullable String> negative,
        @Nullable String text,
        @Nullable String picture,
        @Nullable List<@Nullable Double> vector,
        @Nullable String space,
        @Nullable Integer size,
        @Nullable String scene,
        @JsonDeserialize(using = IdText.class) @Nullable String userId,
        RecallRequestBody.@Nullable Filter filter,
        @Nullable List<@Nullable String> include) {

    /** Returns the body that equals the parameters of {@code GET /v1/contents/{content_id}/similar}. */
    static SimilarRequestBody of(Parameters parameters) {
        FieldErrors errors = new FieldErrors();
        String filter = parameters.text("filter");
        SimilarRequestBody body = new SimilarRequestBody(
                parameters.text("content_id"), null, null, null, null, null, parameters.text("space"),
                Objects.requireNonNull(parameters.number("size")).intValue(),
                parameters.text("scene"), parameters.text("user_id"),
                filter == null
                        ? null
                        : errors.value("/filter", () -> Json
                                .read(Buffer.buffer(filter), RecallRequestBody.Filter.class)),
                IncludedFields.names(parameters));
        errors.check();
        return body;
    }
}
