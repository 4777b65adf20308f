package io.graphrecall.generation;

import java.lang.foreign.MemorySegment;

/**
 * Sparse matrix whose entries stay in the files of a generation, mapped into memory. The operating system keeps those in
 * memory that are used, outside the heap, and shares them among processes. A row takes 4 bytes of the heap. Deleting the
 * files leaves the table as it is. Immutable and thread-safe.
 */
final class MappedTable extends SparseTable {

    /** Entries that are validated at a time. */
    private static final int CHUNK = 1 << 16;

    private final MemorySegment entryColumns;
    private final MemorySegment entryWeights;

    private MappedTable(int columns, int[] offsets, MemorySegment entryColumns, MemorySegment entryWeights) {
        super(columns, offsets);
        this.entryColumns = entryColumns;
        this.entryWeights = entryWeights;
    }

    /**
     * Creates a table and reads it once, to validate it.
     *
     * @param offsets as in {@link CsrTable#of}
     */
    static MappedTable of(int columns, int[] offsets, MemorySegment entryColumns, MemorySegment entryWeights) {
        requireShape(columns, offsets, entryColumns.byteSize() / Integer.BYTES,
                entryWeights.byteSize() / Float.BYTES);
        MappedTable table = new MappedTable(columns, offsets, entryColumns, entryWeights);
        int[] someColumns = new int[Math.min(CHUNK, table.size())];
        float[] someWeights = new float[someColumns.length];
        for (int from = 0; from < table.size(); from += CHUNK) {
            int count = Math.min(CHUNK, table.size() - from);
            table.copy(from, count, someColumns, someWeights);
            requireEntries(someColumns, someWeights, count, columns);
        }
        return table;
    }

    @Override
    public Row row(int row) {
        int count = offsets[row + 1] - offsets[row];
        int[] rowColumns = new int[count];
        float[] rowWeights = new float[count];
        copy(offsets[row], count, rowColumns, rowWeights);
        return new Row(rowColumns, rowWeights);
    }

    @Override
    public CsrTable inMemory() {
        int[] allColumns = new int[size()];
        float[] allWeights = new float[size()];
        copy(0, size(), allColumns, allWeights);
        return CsrTable.of(columns, offsets, allColumns, allWeights);
    }

    private void copy(int from, int count, int[] toColumns, float[] toWeights) {
        NumpyFile.copy(entryColumns, from, toColumns, 0, count);
        NumpyFile.copy(entryWeights, from, toWeights, 0, count);
    }

    @Override
    public String toString() {
        return "MappedTable[" + rows() + " x " + columns + ", " + size() + " entries]";
    }
}
