package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.sparse.TopEntries;
import org.jspecify.annotations.Nullable;

import java.util.function.IntPredicate;

/**
 * Exact nearest-neighbour search by a scan of all vectors: O(contents). A scan of the {@link QuantizedVectors} finds the
 * rows that can be among the top K, and only those are compared in full precision. Immutable; thread-safe.
 */
public final class ExactIndex implements VectorIndex {

    /** Candidates of a search beyond K at first, for those that the filter does not accept. */
    private static final int SPARE = 32;
    /** Buckets of the histogram of groups by their highest lower bound. */
    private static final int BUCKETS = 1024;

    private final EmbeddingTable table;
    private final QuantizedVectors quantized;
    private final long seed;

    private ExactIndex(EmbeddingTable table, QuantizedVectors quantized, long seed) {
        this.table = table;
        this.quantized = quantized;
        this.seed = seed;
    }

    /** @param seed seed of the order of equal scores */
    public static ExactIndex of(EmbeddingTable table, long seed) {
        return new ExactIndex(table, QuantizedVectors.of(table), seed);
    }

    public EmbeddingTable.Metric metric() {
        return table.metric();
    }

    public int dimensions() {
        return table.dimensions();
    }

    /** Returns a copy of a content's vector as prepared by the metric; null if it has none. */
    public float @Nullable [] vector(int content) {
        return table.vectorOf(content);
    }

    /** Consumer of a content and its score. */
    public interface ScoreConsumer {

        void accept(int content, float score);
    }

    /** Filter of contents by an upper bound of their scores. */
    public interface BoundFilter {

        boolean accepts(int content, float upperBound);
    }

    /**
     * Passes on the contents with a positive score that the filter accepts, in the order of the ordinals. Only those are
     * compared in full precision.
     *
     * @param prepared as the metric prepares a vector
     */
    public void scan(float[] prepared, BoundFilter filter, ScoreConsumer consumer) {
        Rows rows = new Rows(prepared, consumer);
        try (QuantizedVectors.Bounds bounds = quantized.bounds(prepared)) {
            for (int row = 0; row < table.rows(); row++) {
                float upperBound = bounds.upper(row);
                if (upperBound > 0 && filter.accepts(table.ordinal(row), upperBound)) {
                    rows.add(row);
                }
            }
        }
        rows.finish();
    }

    @Override
    public SparseVector search(float[] query, int topK, IntPredicate accept) {
        if (query.length != table.dimensions()) {
            throw new IllegalArgumentException(
                    "The query vector has " + query.length + " dimensions, but the space has " + table.dimensions());
        }
        float[] prepared = table.metric().prepared(query);
        if (prepared == null || topK == 0) {
            return SparseVector.EMPTY;
        }
        try (QuantizedVectors.Bounds bounds = quantized.bounds(prepared)) {
            return new Search(prepared, topK, accept, bounds).run();
        }
    }

    /** Returns the top K of some rows with a positive score, as {@link #search} does; the vector is prepared. */
    SparseVector best(float[] prepared, int[] candidates, int topK) {
        TopEntries best = new TopEntries(topK, seed);
        best.begin(0);
        Rows rows = new Rows(prepared, best::offer);
        for (int row : candidates) {
            rows.add(row);
        }
        rows.finish();
        return best.endRow();
    }

    /**
     * Compares rows with a vector, eight at a time, because each addition of one sum waits for the one before, and rows are
     * read from memory in parallel. Adds terms in the order of the dimensions with one rounding per term, as
     * {@link InnerProducts}.
     */
    private final class Rows {

        private static final int TOGETHER = 8;

        private final float[] vector;
        private final ScoreConsumer consumer;
        private final int[] rows = new int[TOGETHER];
        /** Start of the vector of each row in the values. */
        private final int[] starts = new int[TOGETHER];
        /** The table's values, or copies of the rows if those are in a file. */
        private final float[] values;
        private int count;

        /** @param consumer receives positive scores */
        Rows(float[] vector, ScoreConsumer consumer) {
            this.vector = vector;
            this.consumer = consumer;
            values = table.isInMemory() ? table.valueArray() : new float[TOGETHER * vector.length];
        }

        void add(int row) {
            if (table.isInMemory()) {
                starts[count] = row * vector.length;
            } else {
                starts[count] = count * vector.length;
                table.copy(row, values, starts[count]);
            }
            rows[count++] = row;
            if (count == TOGETHER) {
                finish();
            }
        }

        /** Passes on the rows that were added last. Unused places repeat an older row, whose sum is ignored. */
        void finish() {
            if (count == 0) {
                return;
            }
            int from0 = starts[0];
            int from1 = starts[1];
            int from2 = starts[2];
            int from3 = starts[3];
            int from4 = starts[4];
            int from5 = starts[5];
            int from6 = starts[6];
            int from7 = starts[7];
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            float sum4 = 0;
            float sum5 = 0;
            float sum6 = 0;
            float sum7 = 0;
            for (int d = 0; d < vector.length; d++) {
                float x = vector[d];
                sum0 = Math.fma(x, values[from0 + d], sum0);
                sum1 = Math.fma(x, values[from1 + d], sum1);
                sum2 = Math.fma(x, values[from2 + d], sum2);
                sum3 = Math.fma(x, values[from3 + d], sum3);
                sum4 = Math.fma(x, values[from4 + d], sum4);
                sum5 = Math.fma(x, values[from5 + d], sum5);
                sum6 = Math.fma(x, values[from6 + d], sum6);
                sum7 = Math.fma(x, values[from7 + d], sum7);
            }
            pass(0, sum0);
            pass(1, sum1);
            pass(2, sum2);
            pass(3, sum3);
            pass(4, sum4);
            pass(5, sum5);
            pass(6, sum6);
            pass(7, sum7);
            count = 0;
        }

        private void pass(int place, float sum) {
            if (place < count && sum > 0) {
                consumer.accept(table.ordinal(rows[place]), sum);
            }
        }
    }

    /**
     * One search. If K accepted rows have a lower bound of at least F, then no row with an upper bound below F is among the
     * top K.
     */
    private final class Search {

        private final int topK;
        private final IntPredicate accept;
        private final QuantizedVectors.Bounds bounds;
        private final TopEntries best;
        private final Rows candidates;
        private int accepted;

        Search(float[] vector, int topK, IntPredicate accept, QuantizedVectors.Bounds bounds) {
            this.topK = topK;
            this.accept = accept;
            this.bounds = bounds;
            best = new TopEntries(topK, seed);
            best.begin(0);
            candidates = new Rows(vector, best::offer);
        }

        SparseVector run() {
            float above = Float.POSITIVE_INFINITY;
            for (int wanted = topK + SPARE; accepted < topK && above > 0; wanted *= 4) {
                float floor = Math.max(0, floor(wanted));
                if (floor < above) {
                    offer(floor, above);
                    above = floor;
                }
            }
            candidates.finish();
            return best.endRow();
        }

        /** Returns a lower bound that rows of a number of groups reach, lower than any if there are fewer groups. */
        private float floor(int wanted) {
            float[] groups = bounds.highest();
            if (wanted >= groups.length) {
                return Float.NEGATIVE_INFINITY;
            }
            float lowest = Float.POSITIVE_INFINITY;
            float highest = Float.NEGATIVE_INFINITY;
            for (float score : groups) {
                lowest = Math.min(lowest, score);
                highest = Math.max(highest, score);
            }
            float bucketsPerUnit = (BUCKETS - 1) / Math.max(highest - lowest, Float.MIN_NORMAL);
            int[] histogram = new int[BUCKETS];
            for (float score : groups) {
                histogram[(int) ((score - lowest) * bucketsPerUnit)]++;
            }
            int bucket = BUCKETS;
            for (int reached = 0; reached < wanted; reached += histogram[bucket]) {
                bucket--;
            }
            return lowest + (bucket - 1) / bucketsPerUnit;
        }

        /** Offers the rows with an upper bound in {@code [floor, below)} and counts those with a lower bound of F. */
        private void offer(float floor, float below) {
            int blocks = Math.ceilDiv(table.rows(), BlockedVectors.BLOCK);
            for (int block = 0; block < blocks; block++) {
                for (long rows = bounds.rowsBetween(block, floor, below); rows != 0; rows &= rows - 1) {
                    int row = block * BlockedVectors.BLOCK + Long.numberOfTrailingZeros(rows);
                    if (row < table.rows() && accept.test(table.ordinal(row))) {
                        accepted += bounds.lower(row) >= floor ? 1 : 0;
                        candidates.add(row);
                    }
                }
            }
        }
    }
}
