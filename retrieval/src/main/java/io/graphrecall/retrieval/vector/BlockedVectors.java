package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;

/**
 * Vectors laid out for scanning: blocks of {@value #BLOCK} rows, in each the first dimension of all rows, then the
 * second, and so on. The products of a vector with the rows of a block are then independent sums side by side, which
 * the compiler turns into SIMD instructions. Immutable; thread-safe.
 */
final class BlockedVectors {

    /** Rows of a block; the last one is filled up with zeros. */
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

    /** @param vectors row after row */
    static BlockedVectors of(float[] vectors, int rows, int dimensions) {
        int blocks = (rows + BLOCK - 1) / BLOCK;
        float[] values = new float[Math.multiplyExact(blocks * BLOCK, dimensions)];
        for (int row = 0; row < rows; row++) {
            int place = row / BLOCK * BLOCK * dimensions + row % BLOCK;
            for (int d = 0; d < dimensions; d++) {
                values[place + d * BLOCK] = vectors[row * dimensions + d];
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

    /** Copies a row. */
    void copy(int row, float[] into) {
        int place = row / BLOCK * BLOCK * dimensions + row % BLOCK;
        for (int d = 0; d < dimensions; d++) {
            into[d] = values[place + d * BLOCK];
        }
    }

    /**
     * The inner products of a vector with the rows of a block.
     *
     * @param vectors  where the vector stands, from {@code from} on
     * @param products [{@value #BLOCK}], overwritten
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
            int at = start + d * BLOCK;
            for (int i = 0; i < BLOCK; i++) {
                products[i] += x * values[at + i];
            }
        }
    }

    /** Adds four dimensions at a time, so that sums are loaded and stored once for four products. */
    private void addFour(float[] vectors, int from, int at, float[] products) {
        float x0 = vectors[from];
        float x1 = vectors[from + 1];
        float x2 = vectors[from + 2];
        float x3 = vectors[from + 3];
        float[] v = values;
        for (int i = 0; i < BLOCK; i++) {
            float first = x0 * v[at + i] + x1 * v[at + BLOCK + i];
            float second = x2 * v[at + 2 * BLOCK + i] + x3 * v[at + 3 * BLOCK + i];
            products[i] += first + second;
        }
    }
}
