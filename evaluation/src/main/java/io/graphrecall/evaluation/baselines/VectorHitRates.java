package io.graphrecall.evaluation.baselines;

import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.ExactIndex;
import org.jspecify.annotations.Nullable;

import java.util.SortedMap;

/**
 * Hit rates of exact nearest-neighbour search by user vectors. Contents are excluded as the service excludes them
 * ({@link Exclusions}), so that the hit rates compare with those of served lists. Not thread-safe.
 */
public final class VectorHitRates {

    private final GraphTables tables;
    private final ExactIndex index;
    private final RankingMetrics.Counter counter = new RankingMetrics.Counter();

    /**
     * Creates a counter without requests.
     *
     * @param vectors vectors of the contents, by ordinal in the tables
     */
    public VectorHitRates(GraphTables tables, EmbeddingTable vectors) {
        this.tables = tables;
        index = ExactIndex.of(vectors, 0);
    }

    /**
     * Adds a request.
     *
     * @param user vector of the user; null counts as a miss
     */
    public void add(float @Nullable [] user, ModelRequest request) {
        counter.add(user == null ? 0 : rank(nearest(user, request), tables.contents().ordinal(request.target())));
    }

    /** Returns the hit rates by list size; 0 without requests. */
    public SortedMap<Integer, Double> hitRates() {
        return counter.metrics().hitRate();
    }

    /** Returns the nearest contents of a user that the service would return, as many as the longest list. */
    public int[] nearest(float[] user, ModelRequest request) {
        return index.search(
                user, RankingMetrics.SIZES.getLast(), request.exclusions().eligible(tables, request.at())).ordinals();
    }

    /** Returns the rank of a content in a list from 1; 0 if it is not in it. */
    public static int rank(int[] list, int content) {
        for (int rank = 1; rank <= list.length; rank++) {
            if (list[rank - 1] == content) {
                return rank;
            }
        }
        return 0;
    }
}
