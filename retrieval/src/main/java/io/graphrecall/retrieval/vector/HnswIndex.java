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
 * Finds nearly all of the nearest by walking a hierarchical navigable small world
 * (<a href="https://arxiv.org/abs/1603.09320">Malkov and Yashunin 2018</a>), Lucene's. The filter decides while it walks;
 * where so few contents pass that the walk would be longer than a scan, its exact twin scans. Immutable; thread-safe.
 */
public final class HnswIndex implements VectorIndex {

    /** Neighbours of a node, and how many candidates are kept while one is put in. */
    private static final int CONNECTIONS = 16;

    private static final int BEAM = 100;

    /** A walk keeps this many times as many candidates as are wanted, at least {@value #BEAM}. */
    private static final int WIDER = 2;

    /** A walk that has looked at this part of the vectors is given up for a scan. */
    private static final int LONGEST_WALK = 8;

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
     * Builds the graph, on one thread: a minute for some 200,000 vectors of 64 dimensions. One seed gives one graph.
     *
     * @param exact of the same table
     * @param seed  of the graph's levels, and orders contents that are equally near
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
            throw new UncheckedIOException("vectors in memory cannot fail to be read", e);
        }
    }

    @Override
    public SparseVector search(float[] query, int topK, IntPredicate accept) {
        float[] prepared = query.length == table.dimensions() ? table.metric().prepared(query) : null;
        if (prepared == null || topK == 0) {
            return exact.search(query, topK, accept); // says what is wrong, or finds nothing
        }
        try {
            KnnCollector found = HnswGraphSearcher.search(
                    SCORER.getRandomVectorScorer(similarity, new Rows(table), prepared),
                    Math.min(table.rows(), Math.max(BEAM, WIDER * topK)), graph, accepted(accept),
                    Math.max(BEAM, table.rows() / LONGEST_WALK));
            if (found.earlyTerminated()) {
                return exact.search(query, topK, accept);
            }
            TopEntries best = new TopEntries(topK, seed);
            best.begin(0);
            for (ScoreDoc one : found.topDocs().scoreDocs) {
                best.offer(table.ordinal(one.doc), product(prepared, one.doc));
            }
            return best.endRow();
        } catch (IOException e) {
            throw new UncheckedIOException("vectors in memory cannot fail to be read", e);
        }
    }

    /**
     * How much of what its exact twin finds it finds, searching from vectors of the space.
     *
     * @param topK    so many are wanted of each search
     * @param samples so many vectors, chosen by the seed, are searched from
     */
    public double recall(int topK, int samples) {
        Random random = new Random(seed);
        long wanted = 0;
        long hits = 0;
        for (int i = 0; i < samples && table.rows() > 0; i++) {
            int from = random.nextInt(table.rows()) * table.dimensions();
            float[] query = Arrays.copyOfRange(table.valueArray(), from, from + table.dimensions());
            int[] nearest = exact.search(query, topK, content -> true).ordinals().clone();
            Arrays.sort(nearest);
            wanted += nearest.length;
            hits += Arrays.stream(search(query, topK, content -> true).ordinals())
                    .filter(content -> Arrays.binarySearch(nearest, content) >= 0).count();
        }
        return wanted == 0 ? 1 : hits / (double) wanted;
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

    /** A table's rows as Lucene reads them; each reader has a copy of the row it is at. */
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
