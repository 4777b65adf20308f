package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.sparse.TopEntries;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Exact nearest-neighbour search by a scan of all vectors: O(contents). Immutable; thread-safe. */
public final class ExactIndex implements VectorIndex {

    private final EmbeddingTable.Metric metric;
    private final int[] ordinals;
    private final BlockedVectors vectors;
    private final long seed;

    private ExactIndex(EmbeddingTable.Metric metric, int[] ordinals, BlockedVectors vectors, long seed) {
        this.metric = metric;
        this.ordinals = ordinals;
        this.vectors = vectors;
        this.seed = seed;
    }

    /** @param seed seed of the order of equal scores */
    public static ExactIndex of(EmbeddingTable table, long seed) {
        return new ExactIndex(table.metric(), table.ordinalArray(), BlockedVectors.of(table), seed);
    }

    public EmbeddingTable.Metric metric() {
        return metric;
    }

    public int dimensions() {
        return vectors.dimensions();
    }

    /** Returns a copy of a content's vector as prepared by the metric; null if it has none. */
    public float @Nullable [] vector(int content) {
        int row = Arrays.binarySearch(ordinals, content);
        if (row < 0) {
            return null;
        }
        float[] vector = new float[vectors.dimensions()];
        vectors.copy(row, vector);
        return vector;
    }

    /** Consumer of a content and its score. */
    public interface ScoreConsumer {

        void accept(int content, float score);
    }

    /**
     * Passes on every content with a positive score, in the order of the ordinals.
     *
     * @param prepared as the metric prepares a vector
     */
    public void scan(float[] prepared, ScoreConsumer consumer) {
        float[] products = new float[BlockedVectors.BLOCK];
        for (int block = 0; block < vectors.blocks(); block++) {
            vectors.products(prepared, 0, block, products);
            int first = block * BlockedVectors.BLOCK;
            int count = Math.min(BlockedVectors.BLOCK, vectors.rows() - first);
            for (int i = 0; i < count; i++) {
                if (products[i] > 0) {
                    consumer.accept(ordinals[first + i], products[i]);
                }
            }
        }
    }

    @Override
    public SparseVector search(float[] query, int topK, IntPredicate accept) {
        if (query.length != vectors.dimensions()) {
            throw new IllegalArgumentException(
                    "The query vector has " + query.length + " dimensions, but the space has " + vectors.dimensions());
        }
        float[] prepared = metric.prepared(query);
        if (prepared == null || topK == 0) {
            return SparseVector.EMPTY;
        }
        TopEntries best = new TopEntries(topK, seed);
        best.begin(0);
        float[] products = new float[BlockedVectors.BLOCK];
        for (int block = 0; block < vectors.blocks(); block++) {
            vectors.products(prepared, 0, block, products);
            int first = block * BlockedVectors.BLOCK;
            int count = Math.min(BlockedVectors.BLOCK, vectors.rows() - first);
            float threshold = best.threshold();
            for (int i = 0; i < count; i++) {
                if (products[i] >= threshold && products[i] > 0 && accept.test(ordinals[first + i])) {
                    best.offer(ordinals[first + i], products[i]);
                }
            }
        }
        return best.endRow();
    }
}
