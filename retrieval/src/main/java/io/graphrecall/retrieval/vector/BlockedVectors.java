package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;

import java.util.Arrays;

/**
 * Vectors in a layout for scans: blocks of {@value #BLOCK} rows, each block dimension by dimension. The inner products
 * of a vector with the rows of a block are then independent sums in adjacent memory, as {@link InnerProducts} needs
 * them. Immutable; thread-safe.
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

    int blocks() {
        return (rows + BLOCK - 1) / BLOCK;
    }

    /**
     * Computes the inner products of a vector with the rows of a block.
     *
     * @param vectors  array that contains the vector
     * @param from     start of the vector in it
     * @param products result, [{@value #BLOCK}]
     */
    void products(float[] vectors, int from, int block, float[] products) {
        Arrays.fill(products, 0, BLOCK, 0);
        InnerProducts.add(vectors, from, dimensions, values, block * BLOCK * dimensions, BLOCK, products, 0);
    }
}
