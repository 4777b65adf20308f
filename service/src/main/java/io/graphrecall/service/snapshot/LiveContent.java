package io.graphrecall.service.snapshot;

import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/**
 * A content of the overlay, in the ordinals of one generation.
 *
 * @param content     the content's ordinal: below the generation's size where it replaces a content of the generation
 * @param publishedAt epoch milliseconds, or {@link ServingSnapshot#UNKNOWN_TIME}
 * @param expiresAt   epoch milliseconds, {@link Long#MAX_VALUE} for never
 * @param recallable  false where it is hidden or withdrawn
 * @param seq         the graph's sequence number of the change
 * @param features    those of its features that the generation knows, weighted as the generation's own are
 * @param vectors     by space, where the generation has none of it
 * @param keys        all its features by their keys, known or not: what filters ask for
 */
public record LiveContent(
        int content,
        String id,
        long publishedAt,
        long expiresAt,
        boolean recallable,
        @Nullable String author,
        long seq,
        FeatureArrays features,
        Map<String, LiveVector> vectors,
        Map<FeatureSpace, Set<String>> keys) {

    public LiveContent {
        vectors = Map.copyOf(vectors);
        keys = Map.copyOf(keys);
    }

    /** The same with these vectors. */
    LiveContent with(Map<String, LiveVector> others) {
        return new LiveContent(
                content, id, publishedAt, expiresAt, recallable, author, seq, features, others, keys);
    }

    /** The keys of its features in a space. */
    Set<String> keys(FeatureSpace space) {
        return keys.getOrDefault(space, Set.of());
    }

    /** Whether the content has one of these features. */
    boolean hasAny(FeatureSpace space, Set<String> wanted) {
        return keys(space).stream().anyMatch(wanted::contains);
    }
}
