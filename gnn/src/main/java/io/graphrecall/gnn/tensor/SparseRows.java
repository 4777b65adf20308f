package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.graphrecall.generation.CsrTable;

/** Rows of a sparse table as a matrix that a dense one can be multiplied by; gradients go to the dense one. */
public final class SparseRows {

    private SparseRows() {}

    /**
     * The matrix [rows.length, columns] of some rows of a table.
     *
     * @param rows numbers of rows, any of them any number of times
     */
    public static NDArray of(NDManager manager, CsrTable table, int[] rows) {
        int entries = 0;
        for (int row : rows) {
            entries += table.end(row) - table.start(row);
        }
        long[][] places = new long[2][entries];
        float[] weights = new float[entries];
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int entry = table.start(rows[i]); entry < table.end(rows[i]); entry++) {
                places[0][at] = i;
                places[1][at] = table.column(entry);
                weights[at++] = table.weight(entry);
            }
        }
        return matrix(manager, places, weights, new Shape(rows.length, table.columns()));
    }

    /** NDManager.createCoo lets go of the memory that the matrix stands in; copies of its parts live as long as it does. */
    private static NDArray matrix(NDManager manager, long[][] places, float[] weights, Shape shape) {
        try (NDArray givenPlaces = manager.create(places);
                NDArray givenWeights = manager.create(weights);
                NDArray ownPlaces = givenPlaces.duplicate();
                NDArray ownWeights = givenWeights.duplicate()) {
            return JniUtils.createSparseCoo((PtNDArray) ownPlaces, (PtNDArray) ownWeights, shape);
        }
    }
}
