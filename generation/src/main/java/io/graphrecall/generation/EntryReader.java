package io.graphrecall.generation;

/**
 * Reads entries of a {@link SparseTable}, slice by slice, without new memory for each. {@link #columns} and {@link #weights}
 * contain the entries that were read last, at the indices from {@link #start} to {@link #end} - 1; they are valid until the
 * next read and must not be modified. Not thread-safe.
 */
public final class EntryReader {

    private final SparseTable table;
    private int[] columns = new int[0];
    private float[] weights = new float[0];
    private int start;
    private int end;

    EntryReader(SparseTable table) {
        this.table = table;
    }

    /** Reads the entries of a row. */
    public void readRow(int row) {
        read(table.start(row), table.end(row));
    }

    /** Reads the entries of the table from {@code from} to {@code to} - 1. */
    public void read(int from, int to) {
        table.read(from, to, this);
    }

    public int[] columns() {
        return columns;
    }

    public float[] weights() {
        return weights;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** Sets the arrays that contain the entries. */
    void set(int[] newColumns, float[] newWeights, int newStart, int newEnd) {
        columns = newColumns;
        weights = newWeights;
        start = newStart;
        end = newEnd;
    }
}
