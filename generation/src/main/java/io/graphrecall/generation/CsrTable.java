package io.graphrecall.generation;

import java.util.Arrays;

/**
 * A sparse table of weights in compressed rows: the entries of row r are those numbered {@link #start} to
 * {@link #end} - 1, in the order in which they were added. Twelve bytes and less an entry: an {@code int} column, a
 * {@code float} weight and a share of the row's offset. Immutable and safe for concurrent use.
 *
 * <p>The arrays behind it are handed out for hot loops ({@link #offsetArray}, {@link #columnArray},
 * {@link #weightArray}); they stay the table's own and must not be changed.
 */
public final class CsrTable {

    private final int columns;
    private final int[] offsets;
    private final int[] entryColumns;
    private final float[] entryWeights;

    private CsrTable(int columns, int[] offsets, int[] entryColumns, float[] entryWeights) {
        this.columns = columns;
        this.offsets = offsets;
        this.entryColumns = entryColumns;
        this.entryWeights = entryWeights;
    }

    /**
     * The table of these arrays, which become its own.
     *
     * @param columns how many columns there are; every column number is below it
     * @param offsets one more than there are rows: row r begins at {@code offsets[r]} and ends before
     *                {@code offsets[r + 1]}; the first is 0, the last the number of entries
     */
    public static CsrTable of(int columns, int[] offsets, int[] entryColumns, float[] entryWeights) {
        if (columns < 0) {
            throw new IllegalArgumentException("number of columns is negative: " + columns);
        }
        if (offsets.length == 0 || offsets[0] != 0) {
            throw new IllegalArgumentException("offsets do not begin with 0");
        }
        for (int row = 1; row < offsets.length; row++) {
            if (offsets[row] < offsets[row - 1]) {
                throw new IllegalArgumentException("row " + (row - 1) + " ends at " + offsets[row]
                        + ", before its begin " + offsets[row - 1]);
            }
        }
        int size = offsets[offsets.length - 1];
        if (size != entryColumns.length || size != entryWeights.length) {
            throw new IllegalArgumentException("the last offset is " + size + ", but there are " + entryColumns.length
                    + " columns and " + entryWeights.length + " weights");
        }
        for (int entry = 0; entry < size; entry++) {
            requireEntry(entryColumns[entry], entryWeights[entry], columns);
        }
        return new CsrTable(columns, offsets, entryColumns, entryWeights);
    }

    /** The table of so many rows and columns that has no entry. */
    public static CsrTable empty(int rows, int columns) {
        return of(columns, new int[rows + 1], new int[0], new float[0]);
    }

    /** Starts a table of so many columns; rows are added one after another. */
    public static Builder builder(int columns) {
        return new Builder(columns);
    }

    public int rows() {
        return offsets.length - 1;
    }

    public int columns() {
        return columns;
    }

    /** How many entries all rows have together. */
    public int size() {
        return entryColumns.length;
    }

    /** The number of the row's first entry. */
    public int start(int row) {
        return offsets[row];
    }

    /** One after the number of the row's last entry. */
    public int end(int row) {
        return offsets[row + 1];
    }

    /** The column of an entry. */
    public int column(int entry) {
        return entryColumns[entry];
    }

    /** The weight of an entry; never NaN. */
    public float weight(int entry) {
        return entryWeights[entry];
    }

    /** The offsets of all rows, one more than there are rows; the table's own array. */
    public int[] offsetArray() {
        return offsets;
    }

    /** The columns of all entries; the table's own array. */
    public int[] columnArray() {
        return entryColumns;
    }

    /** The weights of all entries; the table's own array. */
    public float[] weightArray() {
        return entryWeights;
    }

    /** Rows become columns and columns rows; the entries of each new row are ordered by the old row they come from. */
    public CsrTable transpose() {
        int[] transposedOffsets = new int[columns + 1];
        for (int column : entryColumns) {
            transposedOffsets[column + 1]++;
        }
        Arrays.parallelPrefix(transposedOffsets, Integer::sum);
        int[] next = Arrays.copyOf(transposedOffsets, columns);
        int[] transposedColumns = new int[size()];
        float[] transposedWeights = new float[size()];
        for (int row = 0; row < rows(); row++) {
            for (int entry = offsets[row]; entry < offsets[row + 1]; entry++) {
                int place = next[entryColumns[entry]]++;
                transposedColumns[place] = row;
                transposedWeights[place] = entryWeights[entry];
            }
        }
        return new CsrTable(rows(), transposedOffsets, transposedColumns, transposedWeights);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CsrTable table && columns == table.columns && Arrays.equals(offsets, table.offsets)
                && Arrays.equals(entryColumns, table.entryColumns) && Arrays.equals(entryWeights, table.entryWeights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(offsets) + Arrays.hashCode(entryColumns);
    }

    @Override
    public String toString() {
        return "CsrTable[" + rows() + " x " + columns + ", " + size() + " entries]";
    }

    private static void requireEntry(int column, float weight, int columns) {
        if (column < 0 || column >= columns) {
            throw new IllegalArgumentException("column " + column + " is not one of the " + columns + " columns");
        }
        if (Float.isNaN(weight)) {
            throw new IllegalArgumentException("weight of column " + column + " is not a number");
        }
    }

    /** Gathers a table row by row in arrays that grow. Not safe for concurrent use. */
    public static final class Builder {

        private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

        private final int columns;
        private int rows;
        private int size;
        private int[] offsets = new int[64];
        private int[] entryColumns = new int[256];
        private float[] entryWeights = new float[256];

        private Builder(int columns) {
            if (columns < 0) {
                throw new IllegalArgumentException("number of columns is negative: " + columns);
            }
            this.columns = columns;
        }

        /** Adds an entry to the row that is open. */
        public Builder add(int column, float weight) {
            requireEntry(column, weight, columns);
            reserveEntries(1);
            entryColumns[size] = column;
            entryWeights[size++] = weight;
            return this;
        }

        /** Ends the open row, which may be empty, and opens the next. */
        public Builder endRow() {
            if (rows + 1 == offsets.length) {
                offsets = Arrays.copyOf(offsets, grown(offsets.length, rows + 2L));
            }
            offsets[++rows] = size;
            return this;
        }

        /** Adds the first {@code count} entries of the arrays to the open row and ends it. */
        public Builder row(int[] rowColumns, float[] rowWeights, int count) {
            for (int i = 0; i < count; i++) {
                requireEntry(rowColumns[i], rowWeights[i], columns);
            }
            reserveEntries(count);
            System.arraycopy(rowColumns, 0, entryColumns, size, count);
            System.arraycopy(rowWeights, 0, entryWeights, size, count);
            size += count;
            return endRow();
        }

        /** How many rows have ended. */
        public int rows() {
            return rows;
        }

        /**
         * The table of the rows that have ended.
         *
         * @throws IllegalStateException where the open row has entries
         */
        public CsrTable build() {
            if (size != offsets[rows]) {
                throw new IllegalStateException(
                        "row " + rows + " has " + (size - offsets[rows]) + " entries and was not ended");
            }
            return new CsrTable(columns, Arrays.copyOf(offsets, rows + 1), Arrays.copyOf(entryColumns, size),
                    Arrays.copyOf(entryWeights, size));
        }

        private void reserveEntries(int count) {
            if (size + (long) count > entryColumns.length) {
                int capacity = grown(entryColumns.length, size + (long) count);
                entryColumns = Arrays.copyOf(entryColumns, capacity);
                entryWeights = Arrays.copyOf(entryWeights, capacity);
            }
        }

        private static int grown(int capacity, long needed) {
            if (needed > MAX_ARRAY) {
                throw new IllegalStateException("a table holds at most " + MAX_ARRAY + " entries, not " + needed);
            }
            return (int) Math.max(needed, Math.min(MAX_ARRAY, capacity * 2L));
        }
    }
}
