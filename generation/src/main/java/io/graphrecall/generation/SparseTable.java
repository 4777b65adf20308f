package io.graphrecall.generation;

/**
 * Sparse matrix of weights, read row by row. The entries of row r have the indices {@link #start} to {@link #end} - 1.
 * Immutable and thread-safe.
 */
public abstract sealed class SparseTable permits CsrTable, MappedTable {

    final int columns;
    /** Start of each row, and the number of entries as the last element. */
    final int[] offsets;

    SparseTable(int columns, int[] offsets) {
        this.columns = columns;
        this.offsets = offsets;
    }

    /** Entries of a row. The arrays belong to the caller. */
    public record Row(int[] columns, float[] weights) {

        /** Row without entries. */
        public static final Row EMPTY = new Row(new int[0], new float[0]);
    }

    public final int rows() {
        return offsets.length - 1;
    }

    public final int columns() {
        return columns;
    }

    /** Returns the total number of entries. */
    public final int size() {
        return offsets[offsets.length - 1];
    }

    /** Returns the index of the row's first entry. */
    public final int start(int row) {
        return offsets[row];
    }

    /** Returns the index after the row's last entry. */
    public final int end(int row) {
        return offsets[row + 1];
    }

    /** Returns the largest number of entries in a row; 0 without rows. */
    public final int longestRow() {
        int longest = 0;
        for (int row = 0; row < rows(); row++) {
            longest = Math.max(longest, offsets[row + 1] - offsets[row]);
        }
        return longest;
    }

    /** Returns a copy of the entries of a row. */
    public abstract Row row(int row);

    /** Returns this table with its entries in arrays. */
    public abstract CsrTable inMemory();

    /** Validates the number of columns and the offsets of a table. */
    static void requireShape(int columns, int[] offsets, long entryColumns, long entryWeights) {
        if (columns < 0) {
            throw new IllegalArgumentException("number of columns is negative: " + columns);
        }
        if (offsets.length == 0 || offsets[0] != 0) {
            throw new IllegalArgumentException("offsets do not start with 0");
        }
        for (int row = 1; row < offsets.length; row++) {
            if (offsets[row] < offsets[row - 1]) {
                throw new IllegalArgumentException("row " + (row - 1) + " ends at " + offsets[row]
                        + ", before its start " + offsets[row - 1]);
            }
        }
        int size = offsets[offsets.length - 1];
        if (size != entryColumns || size != entryWeights) {
            throw new IllegalArgumentException("the last offset is " + size + ", but there are " + entryColumns
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
