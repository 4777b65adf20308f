package io.graphrecall.metapath;

/** Picks the heaviest entries in a fixed order: weight descending, then ordinal ascending. */
final class TopEntries {

    private TopEntries() {}

    static SparseVector of(FeatureSum sum, int limit) {
        SmallestLongs best = new SmallestLongs(Math.min(limit, sum.size()));
        for (int i = 0; i < sum.size(); i++) {
            if (sum.sum(i) > 0) {
                best.offer(code(sum.ordinal(i), sum.sum(i)));
            }
        }
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
