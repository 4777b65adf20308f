package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.metapath.sparse.SparseVector;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Graph of a large embedding space for approximate search, and how a search uses it. Immutable; thread-safe.
 *
 * @param spare  number of rows beyond K that a search finds
 * @param recall share of the exact nearest contents that sampled searches find
 */
record SearchGraph(ProximityGraph graph, int spare, double recall) {

    private static final double MIN_RECALL = 0.995;

    /** Numbers of spare rows that are tried, the cheapest first. */
    private static final int[] SPARES = {50, 100, 200, 400, 800};

    /** Number of queries where none are given. */
    private static final int SAMPLES = 200;

    private static final String LINKS = ".graph.links";
    private static final String ENTRIES = ".graph.entries";
    private static final String SPARE = ".graph_spare";
    private static final String RECALL = ".graph_recall";

    /**
     * Selects the fewest spare rows that give a recall of {@value #MIN_RECALL}.
     *
     * @param queries      vectors that the table is searched with, a sample; empty for its own rows
     * @param topK         number of contents that a search returns
     * @param rowsPerVisit rows that a scan compares in the time of one comparison in a graph
     * @return null if there are none, or by the number of comparisons a scan is faster
     */
    static @Nullable SearchGraph fastest(
            EmbeddingTable table, ExactIndex exact, ByteRows bytes, ProximityGraph graph, List<float[]> queries,
            int topK, long seed, int rowsPerVisit) {
        List<float[]> sample = queries.isEmpty() ? rows(table, seed) : queries;
        List<SparseVector> expected = new ArrayList<>();
        for (int spare : SPARES) {
            ProximityIndex index = new ProximityIndex(table, exact, bytes, graph, spare, rowsPerVisit);
            if (!index.isFasterThanScan(sample, topK)) {
                return null;
            }
            if (expected.isEmpty()) {
                expected.addAll(index.exactResults(sample, topK));
            }
            double recall = index.recall(sample, expected);
            if (recall >= MIN_RECALL) {
                return new SearchGraph(graph, spare, recall);
            }
        }
        return null;
    }

    /** Returns some rows of a table. */
    static List<float[]> rows(EmbeddingTable table, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> table.vector(random.nextInt(table.rows()))).limit(SAMPLES).toList();
    }

    /** Returns an index of the table that the graph was built for. */
    ProximityIndex index(EmbeddingTable table, ExactIndex exact) {
        return new ProximityIndex(table, exact, ByteRows.of(table), graph, spare);
    }

    void write(GenerationWriter writer, String space) {
        writer.ints(space + LINKS, graph.links());
        writer.ints(space + ENTRIES, graph.entries());
        writer.metric(space + SPARE, spare);
        writer.metric(space + RECALL, recall);
    }

    /** Reads the graph of a space; null if it has none. */
    static @Nullable SearchGraph read(Generation generation, String space) {
        Map<String, Double> metrics = generation.manifest().metrics();
        Double spare = metrics.get(space + SPARE);
        Double recall = metrics.get(space + RECALL);
        return spare == null || recall == null
                ? null
                : new SearchGraph(
                        new ProximityGraph(generation.mappedInts(space + LINKS), generation.ints(space + ENTRIES)),
                        spare.intValue(), recall);
    }
}
