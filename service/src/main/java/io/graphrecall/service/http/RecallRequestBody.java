package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The JSON body of a recall request. */
record RecallRequestBody(
        @Nullable String userId,
        @Nullable List<JsonNode> events,
        @Nullable String scene,
        @Nullable String contextContentId,
        @Nullable Integer size,
        @Nullable List<Channel> channels,
        @Nullable String query,
        @Nullable Filter filter,
        @Nullable List<String> excludeIds,
        @Nullable Boolean excludeSeen,
        @Nullable String blend,
        @Nullable Long timeoutMs,
        @Nullable Boolean explain,
        @Nullable Long minSeq) {

    record Channel(@Nullable String id, @Nullable Integer quota, @Nullable Integer min) {}

    record Filter(@Nullable List<Condition> must, @Nullable List<Condition> mustNot) {}

    record Condition(@Nullable String field, @Nullable List<String> any, @Nullable JsonNode gte,
            @Nullable JsonNode lt) {}

    /** The body of a batch. */
    record Batch(@Nullable List<RecallRequestBody> requests) {}
}
