package io.graphrecall.generation;

import java.util.function.IntToLongFunction;

/**
 * Sparse matrix of weights, read row by row. The entries of row r have the indices {@link #start} to {@link #end} - 1.
 * Immutable and thread-safe.
 */
public abstract sealed class SparseTable permits CsrTable, MappedTable {

    final int columns;

    SparseTable(int columns) {
        this.columns = columns;
    }

    /** Entries of a row. The arrays belong to the caller. */
    public record Row(int[] columns, float[] weights) {

        /** Row without entries. */
        public static final Row EMPTY = new Row(new int[0], new float[0]);
    }

    public abstract int rows();

    public final int columns() {
        return columns;
    }

    /** Returns the total number of entries. */
    public abstract int size();

    /** Returns the index of the row's first entry. */
    public abstract int start(int row);

    /** Returns the index after the row's last entry. */
    public abstract int end(int row);

    /** Returns the largest number of entries in a row; 0 without rows. */
    public final int longestRow() {
        int longest = 0;
        for (int row = 0; row < rows(); row++) {
            longest = Math.max(longest, end(row) - start(row));
        }
        return longest;
    }

    public abstract int column(int entry);

    /** Returns the weight of an entry; never NaN. */
    public abstract float weight(int entry);

    /** Returns a reader of entries for one thread, which is faster than {@link #column} and {@link #weight}. */
    public final EntryReader reader() {
        return new EntryReader(this);
    }

    /** Makes entries available to a reader. */
    abstract void read(int from, int to, EntryReader reader);

    /** Returns a copy of the entries of a row. */
    public final Row row(int row) {
        return entries(start(row), end(row));
    }

    /** Returns a copy of some entries. */
    abstract Row entries(int from, int to);

    /** Returns the size of this table in the heap, in bytes: 8 per entry and 4 per row. */
    final long heapBytes() {
        return 8L * size() + 4L * (rows() + 1);
    }

    /** Returns this table with its entries in arrays. */
    public abstract CsrTable inMemory();

    /**
     * Validates the number of columns and the offsets of a table.
     *
     * @param offsets start of each row, and the number of entries for the row after the last
     */
    static void requireShape(int rows, int columns, IntToLongFunction offsets, long entryColumns, long entryWeights) {
        if (columns < 0) {
            throw new IllegalArgumentException("number of columns is negative: " + columns);
        }
        if (rows < 0 || offsets.applyAsLong(0) != 0) {
            throw new IllegalArgumentException("offsets do not start with 0");
        }
        long start = 0;
        for (int row = 0; row < rows; row++) {
            long end = offsets.applyAsLong(row + 1);
            if (end < start) {
                throw new IllegalArgumentException(
                        "row " + row + " ends at " + end + ", before its start " + start);
            }
            start = end;
        }
        if (start != entryColumns || start != entryWeights) {
            throw new IllegalArgumentException("the last offset is " + start + ", but there are " + entryColumns
                    + " columns and " + entryWeights + " weights");
        }
    }

    /** Validates the first entries of both arrays. */
    static void requireEntries(int[] entryColumns, float[] entryWeights, int count, int columns) {
        for (int entry = 0; entry < count; entry++) {
            requireEntry(entryColumns[entry], entryWeights[entry], columns);
        }
    }

    static void requireEntry(int column, float weight, int columns) {
        if (column < 0 || column >= columns) {
            throw new IllegalArgumentException(
                    "column " + column + " is outside the range of the " + columns + " columns");
        }
        if (Float.isNaN(weight)) {
            throw new IllegalArgumentException("weight of column " + column + " is NaN");
        }
    }
}
