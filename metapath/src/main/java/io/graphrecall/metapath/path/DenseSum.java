package io.graphrecall.metapath.path;

import io.graphrecall.generation.CsrTable;

import java.util.Arrays;

/**
 * A growing sum over the nodes of a place, dense in memory: the accumulator of a row-wise sparse product (Gustavson
 * 1978). It notes what it touches until that is so much that looking through all costs less. Values are positive. Not
 * thread-safe; {@link #clear()} makes it reusable.
 */
public final class DenseSum {

    private final float[] sums;
    /** The ordinals with a sum, in the order they came, as long as {@link #all} is false. */
    private final int[] touched;
    private long[] order = new long[0];
    private int count;
    private boolean all;

    public DenseSum(int size) {
        sums = new float[size];
        // One more, because touching writes before it looks.
        touched = new int[size + 1];
    }

    /** How many nodes the place has. */
    public int size() {
        return sums.length;
    }

    /** The sum of one ordinal; 0 where nothing was added. */
    public float get(int ordinal) {
        return sums[ordinal];
    }

    /** Adds a positive value. */
    public void add(int ordinal, float value) {
        if (sums[ordinal] == 0 && !all) {
            touched[count++] = ordinal;
        }
        sums[ordinal] += value;
    }

    /** Adds the product of a row vector, the other sum, with a table that leads from its place to this one. */
    void addProduct(DenseSum vector, CsrTable table) {
        int[] offsets = table.offsetArray();
        if (!all && vector.work(offsets) >= sums.length / 2) {
            all = true;
        }
        int[] columns = table.columnArray();
        float[] weights = table.weightArray();
        int rows = vector.rows();
        for (int i = 0; i < rows; i++) {
            int row = vector.all ? i : vector.touched[i];
            float value = vector.sums[row];
            if (value == 0) {
                continue;
            }
            if (all) {
                addAll(columns, weights, offsets[row], offsets[row + 1], value);
            } else {
                addNoting(columns, weights, offsets[row], offsets[row + 1], value);
            }
        }
    }

    private void addAll(int[] columns, float[] weights, int start, int end, float value) {
        float[] into = sums;
        for (int entry = start; entry < end; entry++) {
            into[columns[entry]] += value * weights[entry];
        }
    }

    private void addNoting(int[] columns, float[] weights, int start, int end, float value) {
        float[] into = sums;
        int noted = count;
        for (int entry = start; entry < end; entry++) {
            int column = columns[entry];
            float before = into[column];
            touched[noted] = column;
            noted += before == 0 ? 1 : 0;
            into[column] = before + value * weights[entry];
        }
        count = noted;
    }

    /** Lets what is touched come in descending order of its sum, so that a product with it meets the best first. */
    void heaviestFirst() {
        if (all || count < 2) {
            return;
        }
        if (order.length < count) {
            order = new long[sums.length];
        }
        for (int i = 0; i < count; i++) {
            // Sums are positive, and order as their bits do.
            order[i] = ((long) ~Float.floatToRawIntBits(sums[touched[i]]) << 32) | touched[i];
        }
        Arrays.sort(order, 0, count);
        for (int i = 0; i < count; i++) {
            touched[i] = (int) order[i];
        }
    }

    /** How many additions a product with a table takes. */
    private long work(int[] offsets) {
        if (all) {
            return offsets[offsets.length - 1];
        }
        long work = 0;
        for (int i = 0; i < count; i++) {
            work += offsets[touched[i] + 1] - offsets[touched[i]];
        }
        return work;
    }

    /** How many rows {@link #row} gives: every ordinal with a sum is among them. */
    public int rows() {
        return all ? sums.length : count;
    }

    /** The {@code i}-th ordinal to look at; its sum may be 0. */
    public int row(int i) {
        return all ? i : touched[i];
    }

    /** The sum of the squares of all sums. */
    public double squares() {
        double squares = 0;
        int rows = rows();
        for (int i = 0; i < rows; i++) {
            double sum = sums[row(i)];
            squares += sum * sum;
        }
        return squares;
    }

    /** Forgets everything. */
    public void clear() {
        if (all) {
            Arrays.fill(sums, 0);
        } else {
            for (int i = 0; i < count; i++) {
                sums[touched[i]] = 0;
            }
        }
        count = 0;
        all = false;
    }
}
