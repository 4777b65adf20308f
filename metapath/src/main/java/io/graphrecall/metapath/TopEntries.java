package io.graphrecall.metapath;

import java.util.Arrays;

/** Picks the heaviest entries in a fixed order: weight descending, then ordinal ascending. */
final class TopEntries {

    private TopEntries() {}

    static SparseVector of(FeatureSum sum, int limit) {
        long[] codes = new long[sum.size()];
        int count = 0;
        for (int i = 0; i < sum.size(); i++) {
            if (sum.sum(i) > 0) {
                codes[count++] = code(sum.ordinal(i), sum.sum(i));
            }
        }
        Arrays.sort(codes, 0, count);
        int kept = Math.min(count, limit);
        int[] ordinals = new int[kept];
        float[] weights = new float[kept];
        for (int i = 0; i < kept; i++) {
            ordinals[i] = ordinal(codes[i]);
            weights[i] = weight(codes[i]);
        }
        return new SparseVector(ordinals, weights);
    }

    /** A number whose natural order is weight descending, ordinal ascending. The weight must be positive. */
    static long code(int ordinal, float weight) {
        return ((long) ~Float.floatToRawIntBits(weight) << 32) | ordinal;
    }

    static int ordinal(long code) {
        return (int) code;
    }

    static float weight(long code) {
        return Float.intBitsToFloat(~(int) (code >> 32));
    }
}
