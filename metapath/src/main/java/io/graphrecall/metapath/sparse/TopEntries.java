package io.graphrecall.metapath.sparse;

import io.graphrecall.generation.CsrTable;

/**
 * Keeps the heaviest entries of a row. Equal weights are ordered by a hash of seed, row and column: always the same, yet
 * favouring no column by its key. Not thread-safe; reusable row after row.
 */
public final class TopEntries {

    private final SmallestLongs best;
    private final int seed;
    private int rowKey;

    public TopEntries(int limit, long seed) {
        best = new SmallestLongs(limit);
        this.seed = mixed((int) (seed ^ (seed >>> 32)));
    }

    /** Begins a row. */
    public void begin(int row) {
        best.clear();
        rowKey = mixed(seed ^ row);
    }

    /** Offers an entry; a weight that is not positive is not kept. Each column of a row once. */
    public void offer(int column, double weight) {
        float w = (float) weight;
        if (w > 0) {
            best.offer(LargestEntries.code(mixed(column ^ rowKey), w));
        }
    }

    public int size() {
        return best.size();
    }

    /** A weight that a further entry must reach to be kept; 0 where none is known yet. */
    public float threshold() {
        return best.bound() == Long.MAX_VALUE ? 0 : LargestEntries.weight(best.bound());
    }

    /** Ends the row: its entries, the heaviest first, become the table's next row. */
    public void endRow(CsrTable.Builder table) {
        int kept = best.size();
        long[] codes = best.drain();
        for (int i = 0; i < kept; i++) {
            table.add(unmixed((int) codes[i]) ^ rowKey, LargestEntries.weight(codes[i]));
        }
        table.endRow();
    }

    /** Ends the row: its entries as a vector, the heaviest first. */
    public SparseVector endRow() {
        int kept = best.size();
        long[] codes = best.drain();
        int[] columns = new int[kept];
        float[] weights = new float[kept];
        for (int i = 0; i < kept; i++) {
            columns[i] = unmixed((int) codes[i]) ^ rowKey;
            weights[i] = LargestEntries.weight(codes[i]);
        }
        return new SparseVector(columns, weights);
    }

    /** The finaliser of MurmurHash3, which maps integers one to one. */
    private static int mixed(int number) {
        int h = number;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    /** The inverse of {@link #mixed}. */
    private static int unmixed(int number) {
        int h = number ^ (number >>> 16);
        h *= 0x7ed1b41d;
        h = h ^ (h >>> 13) ^ (h >>> 26);
        h *= 0xa5cb9243;
        return h ^ (h >>> 16);
    }
}
