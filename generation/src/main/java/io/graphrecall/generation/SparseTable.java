package io.graphrecall.generation;

/**
 * Sparse matrix of weights, read row by row. The entries of row r have the indices {@link #start} to {@link #end} - 1.
 * Immutable and thread-safe.
 */
public sealed interface SparseTable permits CsrTable, MappedTable {

    /** Entries of a row. The arrays belong to the caller. */
    record Row(int[] columns, float[] weights) {

        /** Row without entries. */
        public static final Row EMPTY = new Row(new int[0], new float[0]);
    }

    int rows();

    int columns();

    /** Returns the total number of entries. */
    int size();

    /** Returns the index of the row's first entry. */
    int start(int row);

    /** Returns the index after the row's last entry. */
    int end(int row);

    /** Returns a copy of the entries of a row. */
    Row row(int row);

    /** Returns this table with its entries in arrays. */
    CsrTable inMemory();
}
