package io.graphrecall.pipeline.overlay;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.blend.RankedContents;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A content of the overlay, in the ordinals of one generation. Immutable.
 *
 * @param ordinal     below the generation's size if it replaces a content of the generation
 * @param publishedAt epoch milliseconds, or {@link #UNKNOWN_TIME}
 * @param expiresAt   epoch milliseconds; {@link Long#MAX_VALUE} for never
 * @param title       null if unknown
 * @param status      null if it is withdrawn
 * @param seq         the graph's sequence number of the change
 * @param features    the features that the generation knows, weighted like those of the generation's contents
 * @param keys        the keys of the features in its record, without the ancestors of tags; also those that the generation
 *                    does not know
 * @param vectors     by space: the vectors that the generation does not have
 * @param derived     by type: values that serving modules computed for it
 */
public record LiveContent(
        int ordinal,
        String id,
        long publishedAt,
        long expiresAt,
        @Nullable String title,
        Description.@Nullable Status status,
        @Nullable String author,
        long seq,
        FeatureArrays features,
        Map<FeatureSpace, Set<String>> keys,
        Map<String, LiveVector> vectors,
        Map<Class<?>, Object> derived) {

    /** Publication time of a content whose time is not known. */
    public static final long UNKNOWN_TIME = RankedContents.UNKNOWN_TIME;

    public LiveContent {
        keys = Map.copyOf(keys);
        vectors = Map.copyOf(vectors);
        derived = Map.copyOf(derived);
    }

    LiveContent with(Map<String, LiveVector> newVectors, Map<Class<?>, Object> newDerived) {
        return new LiveContent(
                ordinal, id, publishedAt, expiresAt, title, status, author, seq, features, keys, newVectors,
                newDerived);
    }

    /** Returns false if it is hidden or withdrawn. */
    public boolean active() {
        return status == Description.Status.ACTIVE;
    }

    /** The keys of its features in a space, without the ancestors of tags. */
    public Set<String> keys(FeatureSpace space) {
        return keys.getOrDefault(space, Set.of());
    }

    /**
     * Returns true if the content has one of some features.
     *
     * @param ordinals those that the generation knows
     * @param wanted   the same and those that it does not know, by key
     */
    public boolean hasAny(FeatureSpace space, IntHashSet ordinals, Predicate<String> wanted) {
        return keys(space).stream().anyMatch(wanted)
                || IntStream.of(features.vector(space).ordinals()).anyMatch(ordinals::contains);
    }

    /** Returns the value of a type that a serving module computed, or null if there is none. */
    public <T> @Nullable T derived(Class<T> type) {
        return type.cast(derived.get(type));
    }
}
