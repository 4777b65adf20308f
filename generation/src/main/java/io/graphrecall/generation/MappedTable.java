package io.graphrecall.generation;

import java.lang.foreign.MemorySegment;

/**
 * Sparse matrix that stays in the files of a generation, mapped into memory. The operating system keeps those parts in
 * memory that are used, outside the heap, and shares them among processes. Deleting the files leaves the table as it is.
 * Immutable and thread-safe.
 */
final class MappedTable extends SparseTable {

    /** Entries that are validated at a time. */
    private static final int CHUNK = 1 << 16;

    private final int rows;
    private final int size;
    private final MemorySegment offsets;
    private final MemorySegment entryColumns;
    private final MemorySegment entryWeights;

    private MappedTable(int rows, int columns, MemorySegment offsets, MemorySegment entryColumns,
            MemorySegment entryWeights) {
        super(columns);
        this.rows = rows;
        this.offsets = offsets;
        this.entryColumns = entryColumns;
        this.entryWeights = entryWeights;
        size = start(rows);
    }

    /**
     * Creates a table and reads it once, to validate it.
     *
     * @param offsets as in {@link CsrTable#of}
     */
    static MappedTable of(int columns, MemorySegment offsets, MemorySegment entryColumns, MemorySegment entryWeights) {
        int rows = Math.toIntExact(offsets.byteSize() / Long.BYTES - 1);
        requireShape(rows, columns, row -> offsets.getAtIndex(NumpyFile.LONG, row),
                entryColumns.byteSize() / Integer.BYTES,
                entryWeights.byteSize() / Float.BYTES);
        MappedTable table = new MappedTable(rows, columns, offsets, entryColumns, entryWeights);
        EntryReader reader = table.reader();
        for (int from = 0; from < table.size; from += CHUNK) {
            reader.read(from, Math.min(table.size, from + CHUNK));
            requireEntries(reader.columns(), reader.weights(), reader.end(), columns);
        }
        return table;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int start(int row) {
        return (int) offsets.getAtIndex(NumpyFile.LONG, row);
    }

    @Override
    public int end(int row) {
        return start(row + 1);
    }

    @Override
    public int column(int entry) {
        return entryColumns.getAtIndex(NumpyFile.INT, entry);
    }

    @Override
    public float weight(int entry) {
        return entryWeights.getAtIndex(NumpyFile.FLOAT, entry);
    }

    @Override
    void read(int from, int to, EntryReader reader) {
        int count = to - from;
        int capacity = reader.columns().length;
        boolean fits = count <= capacity;
        int[] someColumns = fits ? reader.columns() : new int[Math.max(count, 2 * capacity)];
        float[] someWeights = fits ? reader.weights() : new float[someColumns.length];
        NumpyFile.copy(entryColumns, from, someColumns, 0, count);
        NumpyFile.copy(entryWeights, from, someWeights, 0, count);
        reader.set(someColumns, someWeights, 0, count);
    }

    @Override
    public CsrTable inMemory() {
        int[] allOffsets = new int[rows + 1];
        for (int row = 0; row <= rows; row++) {
            allOffsets[row] = start(row);
        }
        Row all = entries(0, size);
        return new CsrTable(columns, allOffsets, all.columns(), all.weights());
    }

    @Override
    Row entries(int from, int to) {
        EntryReader reader = reader();
        reader.read(from, to);
        return new Row(reader.columns(), reader.weights());
    }

    @Override
    public String toString() {
        return "MappedTable[" + rows() + " x " + columns + ", " + size() + " entries]";
    }
}
