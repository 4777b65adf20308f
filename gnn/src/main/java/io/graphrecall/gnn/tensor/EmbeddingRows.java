package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.EmbeddingTable;

/** Vectors of a space as a matrix. */
public final class EmbeddingRows {

    private EmbeddingRows() {}

    /**
     * The matrix [ordinals.length, dimensions] of some nodes' vectors; zeros for a node without one.
     *
     * @param ordinals of nodes, any of them any number of times
     */
    public static NDArray of(NDManager manager, EmbeddingTable table, int[] ordinals) {
        int width = table.dimensions();
        float[] values = new float[ordinals.length * width];
        for (int i = 0; i < ordinals.length; i++) {
            int row = table.row(ordinals[i]);
            if (row >= 0) {
                System.arraycopy(table.valueArray(), row * width, values, i * width, width);
            }
        }
        return manager.create(values, new Shape(ordinals.length, width));
    }
}
