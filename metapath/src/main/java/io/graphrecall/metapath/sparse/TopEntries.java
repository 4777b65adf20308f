package io.graphrecall.metapath.sparse;

import io.graphrecall.generation.CsrTable;

/**
 * Selects the K largest entries of a row. Equal weights are ordered by a hash of seed, row and column: a reproducible
 * order that favours no column. Not thread-safe; reusable for the next row.
 */
public final class TopEntries {

    private final SmallestLongs best;
    private final int seed;
    private int rowKey;

    public TopEntries(int limit, long seed) {
        best = new SmallestLongs(limit);
        this.seed = mixed((int) (seed ^ (seed >>> 32)));
    }

    /** Starts a row. */
    public void begin(int row) {
        best.clear();
        rowKey = mixed(seed ^ row);
    }

    /** Offers an entry, each column at most once per row. Weights of 0 and below are dropped. */
    public void offer(int column, double weight) {
        float w = (float) weight;
        if (w > 0) {
            best.offer(LargestEntries.code(mixed(column ^ rowKey), w));
        }
    }

    /** Minimum weight of further selected entries; 0 if there is no bound yet. */
    public float threshold() {
        return best.bound() == Long.MAX_VALUE ? 0 : LargestEntries.weight(best.bound());
    }

    /** Ends the row and appends its selected entries to the table, by descending weight. */
    public void endRow(CsrTable.Builder table) {
        SparseVector row = endRow();
        table.row(row.ordinals(), row.weights(), row.size());
    }

    /** Ends the row and returns its selected entries, by descending weight. */
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

    /** Finaliser of MurmurHash3, a bijection of the integers. */
    private static int mixed(int number) {
        int h = number;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    /** Inverse of {@link #mixed}. */
    private static int unmixed(int number) {
        int h = number ^ (number >>> 16);
        h *= 0x7ed1b41d;
        h = h ^ (h >>> 13) ^ (h >>> 26);
        h *= 0xa5cb9243;
        return h ^ (h >>> 16);
    }
}
