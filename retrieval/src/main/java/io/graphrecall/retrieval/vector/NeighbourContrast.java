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
            closeness[content] = closeness(similarities.row(content));
        }
        float[] threshold = new float[rows];
        for (int content = 0; content < rows; content++) {
            threshold[content] = threshold(similarities.row(content), full, closeness);
        }
        return new NeighbourContrast(similarities, closeness, threshold);
    }

    /**
     * Returns the neighbours of a content with their weights, in the order of the table; none for a content that is newer
     * than the table.
     */
    public SparseTable.Row row(int content) {
        return content < similarities.rows()
                ? weighted(similarities.row(content), threshold[content])
                : SparseTable.Row.EMPTY;
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
        SparseTable.Row row = new SparseTable.Row(nearest.ordinals(), nearest.weights(), 0, nearest.size());
        float lowest = threshold(row, full, closeness);
        return new Row(new SparseVector(nearest.ordinals(), weighted(row, lowest).weights()), closeness(row), lowest);
    }

    /** Returns the weight of a content that is not in the row of another one, 0 if it would not be in a full row. */
    public static float weight(float similarity, float closeness, float threshold) {
        return similarity <= 0 ? 0 : Math.max(0, similarity - CORRECTION * closeness - threshold);
    }

    private SparseTable.Row weighted(SparseTable.Row row, float lowest) {
        int count = row.end() - row.start();
        int[] contents = new int[count];
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            contents[i] = row.columns()[row.start() + i];
            float similarity = row.weights()[row.start() + i];
            weights[i] = Math.max(similarity - CORRECTION * closeness[contents[i]] - lowest, MIN_SHARE * similarity);
        }
        return new SparseTable.Row(contents, weights, 0, count);
    }

    private static float threshold(SparseTable.Row row, int full, float[] closeness) {
        float lowest = Float.POSITIVE_INFINITY;
        for (int i = row.start(); i < row.end(); i++) {
            lowest = Math.min(lowest, row.weights()[i] - CORRECTION * closeness[row.columns()[i]]);
        }
        return row.end() - row.start() < full ? 0 : lowest;
    }

    private static float closeness(SparseTable.Row row) {
        float sum = 0;
        int last = Math.min(row.end(), row.start() + NEAREST);
        for (int i = row.start(); i < last; i++) {
            sum += row.weights()[i];
        }
        return last == row.start() ? 0 : sum / (last - row.start());
    }
}
