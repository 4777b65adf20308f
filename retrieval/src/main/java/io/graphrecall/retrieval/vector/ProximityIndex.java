package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.ReusePool;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.schema.Progress;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Approximate nearest-neighbour search in a {@link ProximityGraph}: finds K rows and some spare ones by products of eight
 * bits per value, and orders those that the filter accepts by exact scores. If the filter accepts too few, it searches
 * again with as many spare rows as that seems to need; the exact index answers where this would cost more. Immutable;
 * thread-safe.
 */
public final class ProximityIndex implements VectorIndex {

    /** As many rows a scan, which reads memory in order, compares in the time of one comparison in a graph. */
    static final int ROWS_PER_VISIT = 40;

    private final EmbeddingTable table;
    private final ExactIndex exact;
    private final ByteRows bytes;
    private final ProximityGraph graph;
    private final int spare;
    private final int rowsPerVisit;
    private final ReusePool<ProximitySearch> searches;

    /**
     * Builds a graph over a table, on all cores, and returns its index.
     *
     * @param exact exact index of the table
     * @param spare number of rows beyond K that a search finds
     * @param seed  seed of the graph
     */
    public static ProximityIndex of(EmbeddingTable table, ExactIndex exact, int spare, long seed) {
        ByteRows bytes = ByteRows.of(table);
        return new ProximityIndex(table, exact, bytes, ProximityGraph.of(table, bytes, seed, Progress.NONE), spare);
    }

    /** @param spare number of rows beyond K that a search finds */
    ProximityIndex(EmbeddingTable table, ExactIndex exact, ByteRows bytes, ProximityGraph graph, int spare) {
        this(table, exact, bytes, graph, spare, ROWS_PER_VISIT);
    }

    /** @param rowsPerVisit rows that a scan compares in the time of one comparison in a graph */
    ProximityIndex(
            EmbeddingTable table, ExactIndex exact, ByteRows bytes, ProximityGraph graph, int spare,
            int rowsPerVisit) {
        if (graph.rows() != table.rows()) {
            throw new IllegalArgumentException(
                    "the graph has " + graph.rows() + " rows, but the table has " + table.rows());
        }
        this.table = table;
        this.exact = exact;
        this.bytes = bytes;
        this.graph = graph;
        this.spare = spare;
        this.rowsPerVisit = rowsPerVisit;
        searches = new ReusePool<>(() -> graph.search(bytes));
    }

    /** Returns true if searches compare so few rows that they are faster than a scan. */
    boolean isFasterThanScan(List<float[]> queries, int topK) {
        ProximitySearch search = graph.search(bytes);
        long visits = 0;
        for (float[] query : queries) {
            float[] prepared = table.metric().prepared(query);
            if (prepared != null) {
                search.run(bytes.prepared(prepared, 0), Math.min(table.rows(), topK + spare));
                visits += search.visits();
            }
        }
        return visits * rowsPerVisit <= (long) queries.size() * table.rows();
    }

    /** Returns the exact top K of each query. */
    List<SparseVector> exactResults(List<float[]> queries, int topK) {
        return queries.stream().map(query -> exact.search(query, topK, content -> true)).toList();
    }

    /**
     * Measures recall@K: the share of the exact index's results that this index returns. A result with the score of the
     * last exact one counts, whichever content it is.
     *
     * @param topK K
     */
    public double recall(List<float[]> queries, int topK) {
        return recall(queries, exactResults(queries, topK));
    }

    /** @param expected exact results by query */
    double recall(List<float[]> queries, List<SparseVector> expected) {
        long relevant = 0;
        long hits = 0;
        for (int i = 0; i < queries.size(); i++) {
            int count = expected.get(i).size();
            float[] scores = search(queries.get(i), count, content -> true).weights();
            float last = count == 0 ? 0 : expected.get(i).weights()[count - 1];
            relevant += count;
            for (float score : scores) {
                hits += score >= last ? 1 : 0;
            }
        }
        return relevant == 0 ? 1 : hits / (double) relevant;
    }

    @Override
    public SparseVector search(float[] query, int topK, IntPredicate accept) {
        float[] prepared = query.length == table.dimensions() ? table.metric().prepared(query) : null;
        if (prepared == null || topK == 0) {
            return exact.search(query, topK, accept); // reports the wrong dimensions, or returns nothing
        }
        ProximitySearch search = searches.take();
        try {
            int[] accepted = accepted(search, bytes.prepared(prepared, 0), topK, accept);
            return accepted == null ? exact.search(query, topK, accept) : exact.best(prepared, accepted, topK);
        } finally {
            searches.giveBack(search);
        }
    }

    /** Returns accepted rows near a vector, at least K and half of the spare ones; null if a scan is faster. */
    private int @Nullable [] accepted(ProximitySearch search, float[] prepared, int topK, IntPredicate accept) {
        int wanted = topK + spare / 2;
        int width = Math.min(table.rows(), topK + spare);
        while (true) {
            search.run(prepared, width);
            int[] accepted = search.rows(row -> accept.test(table.ordinal(row)));
            if (accepted.length >= wanted || width == table.rows()) {
                return accepted;
            }
            double factor = 1.25 * (topK + spare) / Math.max(1, accepted.length);
            if (factor * search.visits() * rowsPerVisit > table.rows()) {
                return null;
            }
            width = (int) Math.min(table.rows(), Math.ceil(factor * width));
        }
    }
}
