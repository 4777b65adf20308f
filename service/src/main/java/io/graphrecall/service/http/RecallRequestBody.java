package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.graphrecall.pipeline.filter.FilterParser;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The JSON body of a recall request: {@code RecallRequest} in the contract. Null fields are absent. */
record RecallRequestBody(
        @JsonDeserialize(using = IdText.class) @Nullable String userId,
        @Nullable List<JsonNode> events,
        @JsonDeserialize(contentUsing = IdText.class) @Nullable List<@Nullable String> positive,
        @JsonDeserialize(contentUsing = IdText.class) @Nullable List<@Nullable String> negative,
        @Nullable Vector vector,
        @Nullable String scene,
        @JsonDeserialize(using = IdText.class) @Nullable String contextContentId,
        @Nullable Integer size,
        @Nullable Integer offset,
        @Nullable List<Channel> channels,
        @Nullable String query,
        FilterParser.@Nullable Filter filter,
        @JsonDeserialize(contentUsing = IdText.class) @Nullable List<String> excludeIds,
        @Nullable Boolean excludeSeen,
        @Nullable Boolean matchQuery,
        @Nullable String blend,
        @Nullable List<@Nullable Limited> limits,
        @Nullable Long timeoutMs,
        @Nullable String detail,
        @Nullable Boolean explain,
        @Nullable List<@Nullable String> include,
        @Nullable Long minSeq,
        @Nullable String generation,
        @Nullable String unknown) {

    record Vector(@Nullable String space, @Nullable List<@Nullable Double> values) {}

    record Channel(@Nullable String id, @Nullable Integer quota, @Nullable Integer min, @Nullable Double weight) {}

    record Limited(@Nullable String field, @Nullable Integer level, @Nullable Integer max) {}

    /** The JSON body of a batch: {@code RecallBatch} in the contract. */
    record Batch(@Nullable List<RecallRequestBody> requests) {}
}
