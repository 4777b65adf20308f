package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.EmbeddingTable;

/** Vectors of an embedding table as a tensor. */
public final class EmbeddingRows {

    private EmbeddingRows() {}

    /**
     * Returns the vectors of some nodes, [ordinals.length, dim]; zeros for a node without a vector.
     *
     * @param ordinals node ordinals, with repetitions in any order
     */
    public static NDArray of(NDManager manager, EmbeddingTable table, int[] ordinals) {
        int width = table.dimensions();
        float[] values = new float[ordinals.length * width];
        for (int i = 0; i < ordinals.length; i++) {
            int row = table.row(ordinals[i]);
            if (row >= 0) {
                table.copy(row, values, i * width);
            }
        }
        return manager.create(values, new Shape(ordinals.length, width));
    }
}
