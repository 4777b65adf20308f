package io.graphrecall.blend;

import java.util.Arrays;

/**
 * Histogram of scores, which finds a bound of the best ones in one pass. Positive floats sort like their bits. Not
 * thread-safe.
 */
public final class ScoreHistogram {

    /** A bucket covers the exponent and four bits of the mantissa. */
    private static final int BUCKET_SHIFT = 19;

    private final int[] buckets = new int[1 << (Integer.SIZE - 1 - BUCKET_SHIFT)];

    public void clear() {
        Arrays.fill(buckets, 0);
    }

    /** @param score not negative */
    public void add(float score) {
        buckets[Float.floatToRawIntBits(score) >>> BUCKET_SHIFT]++;
    }

    /** Returns a score that {@code size} of the added ones or a few more reach; 0 if there are fewer. */
    public float floor(int size) {
        int bucket = buckets.length;
        for (int reached = 0; reached < size && bucket > 0; reached += buckets[bucket]) {
            bucket--;
        }
        return Float.intBitsToFloat(bucket << BUCKET_SHIFT);
    }
}
