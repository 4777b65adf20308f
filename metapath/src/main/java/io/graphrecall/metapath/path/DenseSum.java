package io.graphrecall.metapath.path;

import io.graphrecall.generation.EntryReader;
import io.graphrecall.generation.SparseTable;

import java.util.Arrays;

/**
 * Accumulator of a row-wise sparse matrix product (Gustavson 1978): a dense array of sums over the nodes of one
 * position of a meta-path. It keeps a list of its non-zero ordinals until a scan of the whole array is cheaper. Values
 * are positive. Not thread-safe; reusable after {@link #clear()}.
 */
public final class DenseSum {

    private final float[] sums;
    /** Ordinals with a sum, in the order of their first addition. Valid while {@link #dense} is false. */
    private final int[] nonZero;
    private long[] order = new long[0];
    private int count;
    private boolean dense;

    public DenseSum(int size) {
        sums = new float[size];
        // One more element, since addSparse writes an ordinal before it tests whether it is new.
        nonZero = new int[size + 1];
    }

    /** Number of nodes. */
    public int size() {
        return sums.length;
    }

    /** Sum of one ordinal; 0 if nothing was added to it. */
    public float get(int ordinal) {
        return sums[ordinal];
    }

    /** Adds a positive value. */
    public void add(int ordinal, float value) {
        if (sums[ordinal] == 0 && !dense) {
            nonZero[count++] = ordinal;
        }
        sums[ordinal] += value;
    }

    /**
     * Adds the product of a row vector with a table whose columns are the nodes of this sum.
     *
     * @param reader reader of the table
     */
    void addProduct(DenseSum vector, SparseTable table, EntryReader reader) {
        if (!dense && vector.additions(table) >= sums.length / 2) {
            dense = true;
        }
        int rows = vector.rows();
        for (int i = 0; i < rows; i++) {
            int row = vector.dense ? i : vector.nonZero[i];
            float value = vector.sums[row];
            if (value == 0) {
                continue;
            }
            reader.readRow(row);
            if (dense) {
                addDense(reader.columns(), reader.weights(), reader.start(), reader.end(), value);
            } else {
                addSparse(reader.columns(), reader.weights(), reader.start(), reader.end(), value);
            }
        }
    }

    private void addDense(int[] columns, float[] weights, int start, int end, float value) {
        float[] target = sums;
        for (int entry = start; entry < end; entry++) {
            target[columns[entry]] += value * weights[entry];
        }
    }

    private void addSparse(int[] columns, float[] weights, int start, int end, float value) {
        float[] target = sums;
        int found = count;
        for (int entry = start; entry < end; entry++) {
            int column = columns[entry];
            float before = target[column];
            nonZero[found] = column;
            found += before == 0 ? 1 : 0;
            target[column] = before + value * weights[entry];
        }
        count = found;
    }

    /** Sorts the non-zero ordinals by descending sum, so that a product visits the largest first. */
    void sortDescending() {
        if (dense || count < 2) {
            return;
        }
        if (order.length < count) {
            order = new long[sums.length];
        }
        for (int i = 0; i < count; i++) {
            // The bits of positive floats sort like their values.
            order[i] = ((long) ~Float.floatToRawIntBits(sums[nonZero[i]]) << 32) | nonZero[i];
        }
        Arrays.sort(order, 0, count);
        for (int i = 0; i < count; i++) {
            nonZero[i] = (int) order[i];
        }
    }

    /** Number of additions of a product with a table. */
    private long additions(SparseTable table) {
        if (dense) {
            return table.size();
        }
        long additions = 0;
        for (int i = 0; i < count; i++) {
            additions += table.end(nonZero[i]) - table.start(nonZero[i]);
        }
        return additions;
    }

    /** Number of ordinals that {@link #row} returns. They include all ordinals with a sum. */
    public int rows() {
        return dense ? sums.length : count;
    }

    /** The {@code i}-th ordinal to visit. Its sum may be 0. */
    public int row(int i) {
        return dense ? i : nonZero[i];
    }

    /** Sum of squares, which is the squared Euclidean length. */
    public double sumOfSquares() {
        double squares = 0;
        int rows = rows();
        for (int i = 0; i < rows; i++) {
            double sum = sums[row(i)];
            squares += sum * sum;
        }
        return squares;
    }

    /** Sets all sums to 0. */
    public void clear() {
        if (dense) {
            Arrays.fill(sums, 0);
        } else {
            for (int i = 0; i < count; i++) {
                sums[nonZero[i]] = 0;
            }
        }
        count = 0;
        dense = false;
    }
}
