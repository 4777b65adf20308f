package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.graphrecall.generation.CsrTable;

import java.util.stream.IntStream;

/** Rows of a CSR table as a sparse tensor. Its product with a dense tensor has gradients for the dense one. */
public final class SparseRows {

    private SparseRows() {}

    /** Returns a table as a sparse tensor, [rows, columns]. */
    public static NDArray of(NDManager manager, CsrTable table) {
        return of(manager, table, IntStream.range(0, table.rows()).toArray());
    }

    /**
     * Returns the sparse tensor [rows.length, columns] of some rows of a table.
     *
     * @param rows row numbers, with repetitions in any order
     */
    public static NDArray of(NDManager manager, CsrTable table, int[] rows) {
        int entries = 0;
        for (int row : rows) {
            entries += table.end(row) - table.start(row);
        }
        long[][] indices = new long[2][entries];
        float[] values = new float[entries];
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int entry = table.start(rows[i]); entry < table.end(rows[i]); entry++) {
                indices[0][at] = i;
                indices[1][at] = table.column(entry);
                values[at++] = table.weight(entry);
            }
        }
        return coo(manager, indices, values, new Shape(rows.length, table.columns()));
    }

    /** NDManager.createCoo releases the memory of its arguments too early; the copies live as long as the tensor. */
    private static NDArray coo(NDManager manager, long[][] indices, float[] values, Shape shape) {
        try (NDArray givenIndices = manager.create(indices);
                NDArray givenValues = manager.create(values);
                NDArray ownIndices = givenIndices.duplicate();
                NDArray ownValues = givenValues.duplicate()) {
            return JniUtils.createSparseCoo((PtNDArray) ownIndices, (PtNDArray) ownValues, shape);
        }
    }
}
