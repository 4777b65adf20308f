package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.graphrecall.pipeline.filter.FilterParser;
import org.jspecify.annotations.Nullable;

import java.util.List;

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
        FilterParser.@Nullable Filter filter,
        @Nullable List<@Nullable String> include) {}
