package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;

/**
 * Vectors with eight bits per value, in the layout of {@link BlockedVectors}. A scan of them reads a quarter of the memory
 * that the vectors take, and the error of its inner products has a known bound. Immutable; thread-safe.
 */
final class QuantizedVectors {

    private static final int BLOCK = BlockedVectors.BLOCK;

    private final int dimensions;
    private final byte[] values;
    /** Value of one step, by row. The last block is padded with zeros. */
    private final float[] steps;
    /** Upper bound of the distance between a vector and its quantized form, and of the length of a vector. */
    private final double maxDistance;
    private final double maxLength;

    private QuantizedVectors(int dimensions, byte[] values, float[] steps, double maxDistance, double maxLength) {
        this.dimensions = dimensions;
        this.values = values;
        this.steps = steps;
        this.maxDistance = maxDistance;
        this.maxLength = maxLength;
    }

    static QuantizedVectors of(EmbeddingTable table) {
        int dimensions = table.dimensions();
        int blocks = (table.rows() + BLOCK - 1) / BLOCK;
        byte[] values = new byte[Math.multiplyExact(blocks * BLOCK, dimensions)];
        float[] steps = new float[blocks * BLOCK];
        double maxDistance = 0;
        double maxLength = 0;
        for (int row = 0; row < table.rows(); row++) {
            int from = row * dimensions;
            float largest = 0;
            for (int d = 0; d < dimensions; d++) {
                largest = Math.max(largest, Math.abs(table.valueArray()[from + d]));
            }
            steps[row] = largest / Byte.MAX_VALUE;
            double squares = 0;
            double squaredDistance = 0;
            for (int d = 0; d < dimensions; d++) {
                float value = table.valueArray()[from + d];
                byte quantized = (byte) (largest == 0 ? 0 : Math.round(value / steps[row]));
                values[row / BLOCK * BLOCK * dimensions + d * BLOCK + row % BLOCK] = quantized;
                squares += (double) value * value;
                squaredDistance += Math.pow(value - (double) steps[row] * quantized, 2);
            }
            maxLength = Math.max(maxLength, Math.sqrt(squares));
            maxDistance = Math.max(maxDistance, Math.sqrt(squaredDistance));
        }
        return new QuantizedVectors(dimensions, values, steps, maxDistance, maxLength);
    }

    /** Returns approximate inner products of a vector with all rows, and some more values. */
    float[] products(float[] vector) {
        float[] products = new float[steps.length];
        for (int first = 0; first < products.length; first += BLOCK) {
            InnerProducts.add(vector, values, first * dimensions, BLOCK, products, first);
        }
        for (int row = 0; row < products.length; row++) {
            products[row] *= steps[row];
        }
        return products;
    }

    /**
     * Returns a bound of the difference between {@link #products} and the inner products in single precision. By Cauchy and
     * Schwarz it is the length of the vector times the distance of a row from its quantized form. Rounding adds at most one
     * unit in the last place per term to either of them.
     */
    float maxError(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double rounding = 4.0 * (dimensions + 2) * Math.ulp(1f) * (maxLength + maxDistance);
        return (float) (Math.sqrt(squares) * (maxDistance + rounding) * (1 + Math.ulp(1f))) + Float.MIN_NORMAL;
    }
}
