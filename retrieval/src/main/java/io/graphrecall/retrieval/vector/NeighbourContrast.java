package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.SparseVector;

/**
 * Weights of neighbours by contrast: how much nearer a neighbour is than it is to contents in general, and than the last
 * neighbour of the row.
 *
 * <pre>
 * closeness(b) = mean similarity of b and its {@value #NEAREST} nearest contents
 * contrast(a, b) = similarity(a, b) - {@value #CORRECTION} closeness(b)
 * weight(a, b) = max(contrast(a, b) - threshold(a), {@value #MIN_SHARE} similarity(a, b))
 * </pre>
 *
 * threshold(a) is the least contrast in the row of a if the row is full, else 0. Without the first correction a few contents
 * in dense regions are neighbours of very many others (hubs; CSLS, Conneau et al. 2018). Without the second, similarities
 * of a row differ by so little that a sum over triggers counts rows rather than nearness. Immutable; thread-safe.
 *
 * @param weights   neighbours with their weights, in the order of the table
 * @param closeness by content
 * @param threshold by content
 */
public record NeighbourContrast(CsrTable weights, float[] closeness, float[] threshold) {

    private static final int NEAREST = 10;
    private static final float CORRECTION = 0.35f;
    private static final float MIN_SHARE = 0.001f;

    /**
     * Computes the weights of a table.
     *
     * @param similarities nearest contents of each content, by descending similarity
     * @param full         number of neighbours of a full row
     */
    public static NeighbourContrast of(CsrTable similarities, int full) {
        int rows = similarities.rows();
        float[] closeness = new float[rows];
        for (int row = 0; row < rows; row++) {
            closeness[row] = mean(similarities.weightArray(), similarities.start(row), similarities.end(row));
        }
        float[] threshold = new float[rows];
        float[] weights = similarities.weightArray().clone();
        for (int row = 0; row < rows; row++) {
            threshold[row] = replace(similarities.columnArray(), weights, similarities.start(row),
                    similarities.end(row), full, closeness);
        }
        return new NeighbourContrast(
                CsrTable.of(similarities.columns(), similarities.offsetArray(), similarities.columnArray(), weights),
                closeness, threshold);
    }

    /**
     * Neighbours of a content that is not in the table.
     *
     * @param weights neighbours with their weights, in the order given
     */
    public record Row(SparseVector weights, float closeness, float threshold) {}

    /**
     * Computes the weights of a content that is not in the table.
     *
     * @param nearest its nearest contents of the table, by descending similarity
     * @param full    number of neighbours of a full row
     */
    public Row row(SparseVector nearest, int full) {
        float[] values = nearest.weights().clone();
        float lowest = replace(nearest.ordinals(), values, 0, values.length, full, closeness);
        return new Row(new SparseVector(nearest.ordinals(), values),
                mean(nearest.weights(), 0, nearest.size()), lowest);
    }

    /** Returns the weight of a content that is not in the row of another one, 0 if it would not be in a full row. */
    public static float weight(float similarity, float closeness, float threshold) {
        return similarity <= 0 ? 0 : Math.max(0, similarity - CORRECTION * closeness - threshold);
    }

    /** Replaces the similarities of a row by its weights and returns its threshold. */
    private static float replace(
            int[] contents, float[] values, int start, int end, int full, float[] closeness) {
        float lowest = Float.POSITIVE_INFINITY;
        for (int i = start; i < end; i++) {
            lowest = Math.min(lowest, values[i] - CORRECTION * closeness[contents[i]]);
        }
        float threshold = end - start < full ? 0 : lowest;
        for (int i = start; i < end; i++) {
            values[i] = Math.max(
                    values[i] - CORRECTION * closeness[contents[i]] - threshold, MIN_SHARE * values[i]);
        }
        return threshold;
    }

    private static float mean(float[] values, int start, int end) {
        float sum = 0;
        int last = Math.min(end, start + NEAREST);
        for (int i = start; i < last; i++) {
            sum += values[i];
        }
        return last == start ? 0 : sum / (last - start);
    }
}
