package io.graphrecall.generation;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.IntArrayList;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sparse matrix of weights in compressed sparse row (CSR) format. The entries of row r have the indices {@link #start}
 * to {@link #end} - 1, in the order in which they were added. An entry takes 8 bytes (an {@code int} column and a
 * {@code float} weight), a row 4 bytes for its offset. Immutable and thread-safe.
 *
 * <p>The backing arrays are exposed for hot loops ({@link #offsetArray}, {@link #columnArray}, {@link #weightArray}).
 * They belong to the table and must not be modified.
 */
public final class CsrTable extends SparseTable implements Serializable {

    private static final long serialVersionUID = 1;

    private final int[] offsets;
    private final int[] entryColumns;
    private final float[] entryWeights;

    /** Creates a table from valid arrays, which the table then owns; see {@link #of}. */
    CsrTable(int columns, int[] offsets, int[] entryColumns, float[] entryWeights) {
        super(columns);
        this.offsets = offsets;
        this.entryColumns = entryColumns;
        this.entryWeights = entryWeights;
    }

    /**
     * Creates a table from arrays, which the table then owns.
     *
     * @param columns number of columns; every column index is below it
     * @param offsets start of each row, plus the number of entries as the last element: row r covers the entries
     *                {@code offsets[r]} to {@code offsets[r + 1]} - 1; the first offset is 0
     */
    public static CsrTable of(int columns, int[] offsets, int[] entryColumns, float[] entryWeights) {
        requireShape(offsets.length - 1, columns, row -> offsets[row], entryColumns.length, entryWeights.length);
        requireEntries(entryColumns, entryWeights, entryColumns.length, columns);
        return new CsrTable(columns, offsets, entryColumns, entryWeights);
    }

    /** Creates a table without entries. */
    public static CsrTable empty(int rows, int columns) {
        return of(columns, new int[rows + 1], new int[0], new float[0]);
    }

    /** Creates a builder to which rows are added in order. */
    public static Builder builder(int columns) {
        return new Builder(columns);
    }

    @Override
    public int rows() {
        return offsets.length - 1;
    }

    @Override
    public int size() {
        return offsets[offsets.length - 1];
    }

    @Override
    public int start(int row) {
        return offsets[row];
    }

    @Override
    public int end(int row) {
        return offsets[row + 1];
    }

    @Override
    void read(int from, int to, EntryReader reader) {
        reader.set(entryColumns, entryWeights, from, to);
    }

    @Override
    Row entries(int from, int to) {
        return new Row(Arrays.copyOfRange(entryColumns, from, to), Arrays.copyOfRange(entryWeights, from, to));
    }

    @Override
    public CsrTable inMemory() {
        return this;
    }

    @Override
    public int column(int entry) {
        return entryColumns[entry];
    }

    @Override
    public float weight(int entry) {
        return entryWeights[entry];
    }

    /** Returns the backing array of row offsets, [rows + 1]. */
    public int[] offsetArray() {
        return offsets;
    }

    /** Returns the backing array of entry columns, [entries]. */
    public int[] columnArray() {
        return entryColumns;
    }

    /** Returns the backing array of entry weights, [entries]. */
    public float[] weightArray() {
        return entryWeights;
    }

    /** Returns the transpose. The entries of each new row are in ascending order of their columns. */
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
                int position = next[entryColumns[entry]]++;
                transposedColumns[position] = row;
                transposedWeights[position] = entryWeights[entry];
            }
        }
        return new CsrTable(rows(), transposedOffsets, transposedColumns, transposedWeights);
    }

    private Object writeReplace() {
        return new Serialized(columns, offsets, entryColumns, entryWeights);
    }

    /** Serialized form, which is validated when it is read. */
    private record Serialized(int columns, int[] offsets, int[] entryColumns, float[] entryWeights)
            implements
                Serializable {

        private Object readResolve() {
            return of(columns, offsets, entryColumns, entryWeights);
        }
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

    /** Returns a hash of rows, columns and weights; {@link #hashCode()} leaves the weights out. */
    public int contentHash() {
        return 31 * hashCode() + Arrays.hashCode(entryWeights);
    }

    @Override
    public String toString() {
        return "CsrTable[" + rows() + " x " + columns + ", " + size() + " entries]";
    }

    /** Builds a table row by row. Not thread-safe. */
    public static final class Builder {

        private final int columns;
        private final IntArrayList offsets = IntArrayList.from(0);
        private final IntArrayList entryColumns = new IntArrayList();
        private final FloatArrayList entryWeights = new FloatArrayList();

        private Builder(int columns) {
            if (columns < 0) {
                throw new IllegalArgumentException("number of columns is negative: " + columns);
            }
            this.columns = columns;
        }

        /** Adds an entry to the current row. */
        public Builder add(int column, float weight) {
            requireEntry(column, weight, columns);
            entryColumns.add(column);
            entryWeights.add(weight);
            return this;
        }

        /** Ends the current row, which may be empty, and starts the next. */
        public Builder endRow() {
            offsets.add(entryColumns.size());
            return this;
        }

        /** Adds the first {@code count} entries of the arrays to the current row and ends it. */
        public Builder row(int[] rowColumns, float[] rowWeights, int count) {
            for (int i = 0; i < count; i++) {
                requireEntry(rowColumns[i], rowWeights[i], columns);
            }
            entryColumns.add(rowColumns, 0, count);
            entryWeights.add(rowWeights, 0, count);
            return endRow();
        }

        /** Returns the number of ended rows. */
        public int rows() {
            return offsets.size() - 1;
        }

        /**
         * Builds the table of the ended rows.
         *
         * @throws IllegalStateException if the current row has entries
         */
        public CsrTable build() {
            int ended = offsets.get(rows());
            if (entryColumns.size() != ended) {
                throw new IllegalStateException("row " + rows() + " has " + (entryColumns.size() - ended)
                        + " entries but was not ended");
            }
            return new CsrTable(columns, offsets.toArray(), entryColumns.toArray(), entryWeights.toArray());
        }
    }
}
