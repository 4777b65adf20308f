package io.graphrecall.metapath.sparse;

/** Keeps the heaviest features offered: weight descending, then ordinal ascending. Not thread-safe; reusable. */
public final class LargestEntries {

    private final SmallestLongs best;

    /** @param limit at most so many are kept */
    public LargestEntries(int limit) {
        best = new SmallestLongs(limit);
    }

    /** Offers a feature; a weight that is not positive is not kept. Each feature once. */
    public void offer(int ordinal, float weight) {
        if (weight > 0) {
            best.offer(code(ordinal, weight));
        }
    }

    /** What was kept, as a vector; forgets it. */
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

    /** A number whose natural order is weight descending, then tie ascending as unsigned. The weight must be positive. */
    static long code(int tie, float weight) {
        return ((long) ~Float.floatToRawIntBits(weight) << 32) | (tie & 0xffff_ffffL);
    }

    static float weight(long code) {
        return Float.intBitsToFloat(~(int) (code >> 32));
    }
}
