package io.graphrecall.evaluation.variants;

import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.ExactIndex;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hit rates of exact nearest-neighbour search by user vectors. Contents are excluded as the service excludes them
 * ({@link Exclusions}), so that the hit rates compare with those of served lists. Not thread-safe.
 */
public final class VectorHitRates {

    /** Rank of a target that is not in a list. */
    public static final int MISS = Integer.MAX_VALUE;

    private final GraphTables tables;
    private final ExactIndex index;
    private final Map<Integer, Integer> hits = new TreeMap<>();
    private int requests;

    /**
     * Creates a counter without requests.
     *
     * @param vectors vectors of the contents, by ordinal in the tables
     */
    public VectorHitRates(GraphTables tables, EmbeddingTable vectors) {
        this.tables = tables;
        index = ExactIndex.of(vectors, 0);
        RankingMetrics.SIZES.forEach(size -> hits.put(size, 0));
    }

    /**
     * Adds a request.
     *
     * @param user vector of the user; null counts as a miss
     */
    public void add(float @Nullable [] user, ModelRequest request) {
        requests++;
        int rank = user == null ? MISS : rank(user, request);
        hits.replaceAll((size, count) -> rank <= size ? count + 1 : count);
    }

    /** Returns the hit rates by list size; 0 without requests. */
    public SortedMap<Integer, Double> hitRates() {
        SortedMap<Integer, Double> rates = new TreeMap<>();
        hits.forEach((size, count) -> rates.put(size, requests == 0 ? 0 : (double) count / requests));
        return rates;
    }

    /** Returns the nearest contents of a user that the service would return, as many as the longest list. */
    public int[] nearest(float[] user, ModelRequest request) {
        return index.search(
                user, RankingMetrics.SIZES.getLast(), request.exclusions().eligible(tables, request.at())).ordinals();
    }

    private int rank(float[] user, ModelRequest request) {
        return rank(nearest(user, request), tables.contents().ordinal(request.target()));
    }

    /** Returns the rank of a content in a list from 1; {@link #MISS} if it is not in it. */
    public static int rank(int[] list, int content) {
        for (int rank = 1; rank <= list.length; rank++) {
            if (list[rank - 1] == content) {
                return rank;
            }
        }
        return MISS;
    }
}
