package io.graphrecall.metapath.sparse;

/** Selects the K features of largest weight. Equal weights are ordered by ordinal. Not thread-safe; reusable. */
public final class LargestEntries {

    private final SmallestLongs best;

    /** @param limit maximum number of features, K */
    public LargestEntries(int limit) {
        best = new SmallestLongs(limit);
    }

    /** Offers a feature, each at most once. Weights of 0 and below are dropped. */
    public void offer(int ordinal, float weight) {
        if (weight > 0) {
            best.offer(code(ordinal, weight));
        }
    }

    /** Returns the selected features and clears the selection. */
    public SparseVector drain() {
        int kept = best.size();
        if (kept == 0) {
            return SparseVector.EMPTY;
        }
        long[] codes = best.drain();
        int[] ordinals = new int[kept];
        float[] weights = new float[kept];
        for (int i = 0; i < kept; i++) {
            ordinals[i] = (int) codes[i];
            weights[i] = weight(codes[i]);
        }
        return new SparseVector(ordinals, weights);
    }

    /** Returns a number that sorts by descending weight, then by unsigned {@code tie}. The weight must be positive. */
    static long code(int tie, float weight) {
        return ((long) ~Float.floatToRawIntBits(weight) << 32) | (tie & 0xffff_ffffL);
    }

    static float weight(long code) {
        return Float.intBitsToFloat(~(int) (code >> 32));
    }
}
