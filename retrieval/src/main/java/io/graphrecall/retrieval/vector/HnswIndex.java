package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.sparse.TopEntries;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Approximate nearest-neighbour search by HNSW, a hierarchical navigable small world graph
 * (<a href="https://arxiv.org/abs/1603.09320">Malkov and Yashunin 2018</a>), in Lucene's implementation. The filter is
 * applied during the traversal. If few contents pass and the traversal visits too many vectors, the exact index answers
 * instead. Immutable; thread-safe.
 */
public final class HnswIndex implements VectorIndex {

    /** Maximum number of neighbours of a node, M in the paper. */
    private static final int CONNECTIONS = 16;

    /** Number of candidates during construction, efConstruction in the paper. */
    private static final int BEAM = 100;

    /** Candidates of a search, ef in the paper, as a multiple of K; at least {@value #BEAM}. */
    private static final int CANDIDATE_FACTOR = 2;

    /** A search that has visited 1 / this of the vectors is replaced by a scan. */
    private static final int SCAN_DIVISOR = 8;

    private static final FlatVectorsScorer SCORER = FlatVectorScorerUtil.getLucene99FlatVectorsScorer();

    private final EmbeddingTable table;
    private final ExactIndex exact;
    private final VectorSimilarityFunction similarity;
    private final OnHeapHnswGraph graph;
    private final long seed;

    private HnswIndex(
            EmbeddingTable table, ExactIndex exact, VectorSimilarityFunction similarity, OnHeapHnswGraph graph,
            long seed) {
        this.table = table;
        this.exact = exact;
        this.similarity = similarity;
        this.graph = graph;
        this.seed = seed;
    }

    /**
     * Builds the graph on one thread, which takes about a minute for 200,000 vectors of 64 dimensions. The graph
     * depends only on the table and the seed.
     *
     * @param exact exact index of the same table
     * @param seed  seed of the graph's levels and of the order of equal scores
     */
    public static HnswIndex of(EmbeddingTable table, ExactIndex exact, long seed) {
        VectorSimilarityFunction similarity = switch (table.metric()) {
            case COSINE -> VectorSimilarityFunction.DOT_PRODUCT; // the table's vectors have length 1
            case INNER_PRODUCT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
        };
        try {
            OnHeapHnswGraph graph = HnswGraphBuilder.create(
                    SCORER.getRandomVectorScorerSupplier(similarity, new Rows(table)), CONNECTIONS, BEAM, seed,
                    table.rows()).build(table.rows());
            return new HnswIndex(table, exact, similarity, graph, seed);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read vectors in memory", e);
        }
    }

    @Override
    public SparseVector search(float[] query, int topK, IntPredicate accept) {
        float[] prepared = query.length == table.dimensions() ? table.metric().prepared(query) : null;
        if (prepared == null || topK == 0) {
            return exact.search(query, topK, accept); // reports the wrong dimensions, or returns nothing
        }
        try {
            KnnCollector found = HnswGraphSearcher.search(
                    SCORER.getRandomVectorScorer(similarity, new Rows(table), prepared),
                    Math.min(table.rows(), Math.max(BEAM, CANDIDATE_FACTOR * topK)), graph, accepted(accept),
                    Math.max(BEAM, table.rows() / SCAN_DIVISOR));
            if (found.earlyTerminated()) {
                return exact.search(query, topK, accept);
            }
            TopEntries best = new TopEntries(topK, seed);
            best.begin(0);
            for (ScoreDoc hit : found.topDocs().scoreDocs) {
                best.offer(table.ordinal(hit.doc), product(prepared, hit.doc));
            }
            return best.endRow();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read vectors in memory", e);
        }
    }

    /**
     * Measures recall@K: the share of the exact index's results that this index returns.
     *
     * @param topK    K
     * @param samples number of query vectors, drawn from the space
     */
    public double recall(int topK, int samples) {
        Random random = new Random(seed);
        long relevant = 0;
        long hits = 0;
        for (int i = 0; i < samples && table.rows() > 0; i++) {
            int from = random.nextInt(table.rows()) * table.dimensions();
            float[] query = Arrays.copyOfRange(table.valueArray(), from, from + table.dimensions());
            int[] nearest = exact.search(query, topK, content -> true).ordinals().clone();
            Arrays.sort(nearest);
            relevant += nearest.length;
            hits += Arrays.stream(search(query, topK, content -> true).ordinals())
                    .filter(content -> Arrays.binarySearch(nearest, content) >= 0).count();
        }
        return relevant == 0 ? 1 : hits / (double) relevant;
    }

    private float product(float[] query, int row) {
        float[] values = table.valueArray();
        float sum = 0;
        for (int d = 0; d < query.length; d++) {
            sum += query[d] * values[row * query.length + d];
        }
        return sum;
    }

    private Bits accepted(IntPredicate accept) {
        return new Bits() {
            @Override
            public boolean get(int row) {
                return accept.test(table.ordinal(row));
            }

            @Override
            public int length() {
                return table.rows();
            }
        };
    }

    /** Rows of a table for Lucene. Each reader has its own copy of the current row. */
    private static final class Rows extends FloatVectorValues {

        private final EmbeddingTable table;
        private final float[] row;

        Rows(EmbeddingTable table) {
            this.table = table;
            row = new float[table.dimensions()];
        }

        @Override
        public float[] vectorValue(int number) {
            System.arraycopy(table.valueArray(), number * row.length, row, 0, row.length);
            return row;
        }

        @Override
        public Rows copy() {
            return new Rows(table);
        }

        @Override
        public int dimension() {
            return row.length;
        }

        @Override
        public int size() {
            return table.rows();
        }
    }
}
