package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;

import java.util.Arrays;

/**
 * Vectors with eight bits per value, row by row: a search in no order of the rows reads few lines of the processor's cache.
 * Values are differences to the mean of their dimension, in a unit of the dimension. Products with
 * a vector are therefore too small by the same amount in all rows, which does not change their order. Immutable;
 * thread-safe.
 */
final class ByteRows {

    private final int width;
    private final byte[] values;
    /** Value of one step, by dimension. */
    private final float[] steps;

    private ByteRows(int width, byte[] values, float[] steps) {
        this.width = width;
        this.values = values;
        this.steps = steps;
    }

    static ByteRows of(EmbeddingTable table) {
        int dimensions = table.dimensions();
        float[] means = means(table);
        float[] steps = new float[dimensions];
        float[] vector = new float[dimensions];
        for (int row = 0; row < table.rows(); row++) {
            table.copy(row, vector, 0);
            for (int d = 0; d < dimensions; d++) {
                steps[d] = Math.max(steps[d], Math.abs(vector[d] - means[d]) / Byte.MAX_VALUE);
            }
        }
        int width = Math.ceilDiv(dimensions, InnerProducts.LANES) * InnerProducts.LANES;
        byte[] values = new byte[Math.multiplyExact(table.rows(), width)];
        for (int row = 0; row < table.rows(); row++) {
            table.copy(row, vector, 0);
            for (int d = 0; d < dimensions; d++) {
                values[row * width + d] = steps[d] == 0
                        ? 0
                        : (byte) Math.round((vector[d] - means[d]) / steps[d]);
            }
        }
        return new ByteRows(width, values, steps);
    }

    private static float[] means(EmbeddingTable table) {
        double[] sums = new double[table.dimensions()];
        float[] vector = new float[sums.length];
        for (int row = 0; row < table.rows(); row++) {
            table.copy(row, vector, 0);
            for (int d = 0; d < sums.length; d++) {
                sums[d] += vector[d];
            }
        }
        float[] means = new float[sums.length];
        for (int d = 0; d < means.length; d++) {
            means[d] = (float) (sums[d] / table.rows());
        }
        return means;
    }

    /**
     * Prepares a vector for {@link #products}.
     *
     * @param vectors array that contains the vector
     * @param from    start of the vector in it
     */
    float[] prepared(float[] vectors, int from) {
        float[] prepared = Arrays.copyOfRange(steps, 0, width);
        for (int d = 0; d < steps.length; d++) {
            prepared[d] *= vectors[from + d];
        }
        return prepared;
    }

    /**
     * Computes the approximate inner products of a vector with some rows, less a number that depends on the vector alone.
     *
     * @param prepared the vector, from {@link #prepared}
     * @param count    number of rows
     * @param products result, by position of the row
     */
    void products(float[] prepared, int[] rows, int count, float[] products) {
        InnerProducts.ofRows(prepared, values, rows, count, products);
    }
}
