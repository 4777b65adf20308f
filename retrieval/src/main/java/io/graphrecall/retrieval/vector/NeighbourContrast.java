package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.SparseTable;
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
 * @param similarities nearest contents of each content, by descending similarity
 * @param closeness    by content
 * @param threshold    by content
 */
public record NeighbourContrast(SparseTable similarities, float[] closeness, float[] threshold) {

    private static final int NEAREST = 10;
    private static final float CORRECTION = 0.35f;
    private static final float MIN_SHARE = 0.001f;

    /**
     * Computes closeness and threshold of all contents.
     *
     * @param similarities nearest contents of each content, by descending similarity
     * @param full         number of neighbours of a full row
     */
    public static NeighbourContrast of(SparseTable similarities, int full) {
        int rows = similarities.rows();
        float[] closeness = new float[rows];
        for (int content = 0; content < rows; content++) {
            closeness[content] = closeness(similarities.row(content).weights());
        }
        float[] threshold = new float[rows];
        for (int content = 0; content < rows; content++) {
            SparseTable.Row row = similarities.row(content);
            threshold[content] = threshold(row.columns(), row.weights(), full, closeness);
        }
        return new NeighbourContrast(similarities, closeness, threshold);
    }

    /**
     * Returns the neighbours of a content with their weights, in the order of the table; none for a content that is newer
     * than the table.
     */
    public SparseTable.Row row(int content) {
        if (content >= similarities.rows()) {
            return SparseTable.Row.EMPTY;
        }
        SparseTable.Row row = similarities.row(content);
        replace(row.columns(), row.weights(), threshold[content]);
        return row;
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
        float lowest = threshold(nearest.ordinals(), nearest.weights(), full, closeness);
        float[] weights = nearest.weights().clone();
        replace(nearest.ordinals(), weights, lowest);
        return new Row(new SparseVector(nearest.ordinals(), weights), closeness(nearest.weights()), lowest);
    }

    /** Returns the weight of a content that is not in the row of another one, 0 if it would not be in a full row. */
    public static float weight(float similarity, float closeness, float threshold) {
        return similarity <= 0 ? 0 : Math.max(0, similarity - CORRECTION * closeness - threshold);
    }

    /** Returns the weight of a content that is in the row of another one. */
    public static float weightInRow(float similarity, float closeness, float threshold) {
        return Math.max(similarity - CORRECTION * closeness - threshold, MIN_SHARE * similarity);
    }

    /** Replaces the similarities of a row by its weights. */
    private void replace(int[] contents, float[] values, float lowest) {
        for (int i = 0; i < values.length; i++) {
            values[i] = weightInRow(values[i], closeness[contents[i]], lowest);
        }
    }

    private static float threshold(int[] contents, float[] similarities, int full, float[] closeness) {
        float lowest = Float.POSITIVE_INFINITY;
        for (int i = 0; i < similarities.length; i++) {
            lowest = Math.min(lowest, similarities[i] - CORRECTION * closeness[contents[i]]);
        }
        return similarities.length < full ? 0 : lowest;
    }

    private static float closeness(float[] similarities) {
        float sum = 0;
        int count = Math.min(similarities.length, NEAREST);
        for (int i = 0; i < count; i++) {
            sum += similarities[i];
        }
        return count == 0 ? 0 : sum / count;
    }
}
