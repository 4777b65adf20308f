package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.ReusePool;

import java.util.Arrays;

/**
 * Vectors with eight bits per value, in the layout of {@link BlockedVectors}. A scan of them reads a quarter of the memory
 * that the vectors take, and the error of its inner products has a known bound. Thread-safe.
 */
final class QuantizedVectors {

    private static final int BLOCK = BlockedVectors.BLOCK;

    private final int dimensions;
    private final byte[] values;
    /** Value of one step, by row. The last block is padded with zeros. */
    private final float[] steps;
    /** Bound of the error of an inner product with a vector of length 1, by row. */
    private final float[] errors;
    private final ReusePool<Bounds> free = new ReusePool<>(Bounds::new);

    private QuantizedVectors(int dimensions, byte[] values, float[] steps, float[] errors) {
        this.dimensions = dimensions;
        this.values = values;
        this.steps = steps;
        this.errors = errors;
    }

    static QuantizedVectors of(EmbeddingTable table) {
        int dimensions = table.dimensions();
        int blocks = (table.rows() + BLOCK - 1) / BLOCK;
        byte[] values = new byte[Math.multiplyExact(blocks * BLOCK, dimensions)];
        float[] steps = new float[blocks * BLOCK];
        float[] errors = new float[steps.length];
        float[] vector = new float[dimensions];
        for (int row = 0; row < table.rows(); row++) {
            table.copy(row, vector, 0);
            float largest = 0;
            for (float value : vector) {
                largest = Math.max(largest, Math.abs(value));
            }
            steps[row] = largest / Byte.MAX_VALUE;
            double squares = 0;
            double squaredDistance = 0;
            for (int d = 0; d < dimensions; d++) {
                float value = vector[d];
                byte quantized = (byte) (largest == 0 ? 0 : Math.round(value / steps[row]));
                values[row / BLOCK * BLOCK * dimensions + d * BLOCK + row % BLOCK] = quantized;
                squares += (double) value * value;
                squaredDistance += Math.pow(value - (double) steps[row] * quantized, 2);
            }
            errors[row] = error(Math.sqrt(squares), Math.sqrt(squaredDistance), dimensions);
        }
        return new QuantizedVectors(dimensions, values, steps, errors);
    }

    /**
     * Returns a bound of the difference between the inner products of a vector of length 1 with a row in single precision
     * and with its quantized form. By Cauchy and Schwarz it is the distance of the row from its quantized form. Rounding
     * adds at most one unit in the last place per term to either of them, and less than as much to the bounds.
     */
    private static float error(double length, double distance, int dimensions) {
        return (float) (distance + 4.0 * (dimensions + 2) * Math.ulp(1f) * (length + distance));
    }

    /**
     * Lower and upper bounds of the inner products of a vector with all rows. Reused, because new memory is not in the
     * processor's cache. Not thread-safe.
     */
    final class Bounds implements AutoCloseable {

        private final float[] lower = new float[steps.length];
        /** Highest lower bound by group of rows. */
        private final float[] highest = new float[lower.length / InnerProducts.GROUP];
        private float twiceLength;

        private void compute(float[] vector) {
            double squares = 0;
            for (float value : vector) {
                squares += (double) value * value;
            }
            float length = Math.nextUp((float) Math.sqrt(squares));
            for (int first = 0; first < lower.length; first += BLOCK) {
                Arrays.fill(lower, first, first + BLOCK, 0);
                InnerProducts.add(vector, values, first * dimensions, BLOCK, lower, first);
                for (int row = first; row < first + BLOCK; row++) {
                    lower[row] = lower[row] * steps[row] - length * errors[row];
                }
                InnerProducts.largest(lower, first, BLOCK, highest, first / InnerProducts.GROUP);
            }
            twiceLength = 2 * length;
        }

        float lower(int row) {
            return lower[row];
        }

        float upper(int row) {
            return lower[row] + twiceLength * errors[row];
        }

        /** Returns the highest lower bound of each group of rows. Not to be changed. */
        float[] highest() {
            return highest;
        }

        /**
         * Returns the rows of a block with an upper bound in {@code [floor, below)}: bit i is set for the i-th one. A row
         * after the last one has the bounds 0.
         */
        long rowsBetween(int block, float floor, float below) {
            return InnerProducts.inRange(lower, errors, twiceLength, block * BLOCK, floor, below);
        }

        /** Gives the object back for reuse. */
        @Override
        public void close() {
            free.giveBack(this);
        }
    }

    /** Computes the bounds for a vector. To be closed. */
    Bounds bounds(float[] vector) {
        Bounds bounds = free.take();
        bounds.compute(vector);
        return bounds;
    }
}
