package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;

/**
 * Vectors in a layout for scans: blocks of {@value #BLOCK} rows, each block dimension by dimension. The inner products
 * of a vector with the rows of a block are then independent sums in adjacent memory, which the compiler vectorises.
 * Immutable; thread-safe.
 */
final class BlockedVectors {

    /** Rows of a block. The last block is padded with zeros. */
    static final int BLOCK = 64;

    private final int rows;
    private final int dimensions;
    private final float[] values;

    private BlockedVectors(int rows, int dimensions, float[] values) {
        this.rows = rows;
        this.dimensions = dimensions;
        this.values = values;
    }

    static BlockedVectors of(EmbeddingTable table) {
        return of(table.valueArray(), table.rows(), table.dimensions());
    }

    /** @param vectors vectors in row-major order */
    static BlockedVectors of(float[] vectors, int rows, int dimensions) {
        int blocks = (rows + BLOCK - 1) / BLOCK;
        float[] values = new float[Math.multiplyExact(blocks * BLOCK, dimensions)];
        for (int row = 0; row < rows; row++) {
            int offset = row / BLOCK * BLOCK * dimensions + row % BLOCK;
            for (int d = 0; d < dimensions; d++) {
                values[offset + d * BLOCK] = vectors[row * dimensions + d];
            }
        }
        return new BlockedVectors(rows, dimensions, values);
    }

    int rows() {
        return rows;
    }

    int dimensions() {
        return dimensions;
    }

    int blocks() {
        return (rows + BLOCK - 1) / BLOCK;
    }

    /** Copies a row into an array. */
    void copy(int row, float[] target) {
        int offset = row / BLOCK * BLOCK * dimensions + row % BLOCK;
        for (int d = 0; d < dimensions; d++) {
            target[d] = values[offset + d * BLOCK];
        }
    }

    /**
     * Computes the inner products of a vector with the rows of a block.
     *
     * @param vectors  array that contains the vector
     * @param from     start of the vector in it
     * @param products result, [{@value #BLOCK}]
     */
    void products(float[] vectors, int from, int block, float[] products) {
        int start = block * BLOCK * dimensions;
        for (int i = 0; i < BLOCK; i++) {
            products[i] = 0;
        }
        int d = 0;
        for (; d + 3 < dimensions; d += 4) {
            addFour(vectors, from + d, start + d * BLOCK, products);
        }
        for (; d < dimensions; d++) {
            float x = vectors[from + d];
            int offset = start + d * BLOCK;
            for (int i = 0; i < BLOCK; i++) {
                products[i] += x * values[offset + i];
            }
        }
    }

    /** Adds four dimensions at a time, so that sums are loaded and stored once per four products. */
    private void addFour(float[] vectors, int from, int offset, float[] products) {
        float x0 = vectors[from];
        float x1 = vectors[from + 1];
        float x2 = vectors[from + 2];
        float x3 = vectors[from + 3];
        float[] v = values;
        for (int i = 0; i < BLOCK; i++) {
            float first = x0 * v[offset + i] + x1 * v[offset + BLOCK + i];
            float second = x2 * v[offset + 2 * BLOCK + i] + x3 * v[offset + 3 * BLOCK + i];
            products[i] += first + second;
        }
    }
}
