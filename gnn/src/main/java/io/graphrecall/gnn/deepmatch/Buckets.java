package io.graphrecall.gnn.deepmatch;

/**
 * Logarithmic buckets of times. Bucket 0 is for unknown times; each further bucket is about twice as wide as the one
 * before it.
 */
public final class Buckets {

    /** Age up to which an engagement belongs to the current session: 30 minutes. */
    static final long SESSION_MS = 30 * 60 * 1000L;

    /** Number of buckets of an age. The last one starts at 24 days. */
    static final int AGES = 23;

    /** Number of buckets of a dwell time. The last one starts at 8.5 minutes. */
    static final int DWELLS = 12;

    private static final double LN_2 = Math.log(2);

    private Buckets() {}

    /** Returns the bucket of an age in milliseconds; negative for unknown. */
    public static int ofAge(long ms) {
        return ms < 0 ? 0 : Math.min(AGES - 1, 1 + log2(ms / 1000.0));
    }

    /** Returns true if an engagement of an age in milliseconds belongs to the current session; false for unknown. */
    public static boolean inSession(long ageMs) {
        return ageMs >= 0 && ageMs < SESSION_MS;
    }

    /** Returns the bucket of a dwell time in milliseconds; negative for unknown. */
    static int ofDwell(long ms) {
        return ms < 0 ? 0 : Math.min(DWELLS - 1, 1 + log2(ms / 500.0));
    }

    /** Returns an age bucket as a number: about a fifteenth of ln(1 + seconds); 1 for unknown. */
    static float scaledAge(int bucket) {
        return bucket == 0 ? 1 : (float) ((bucket - 1) * LN_2 / 15);
    }

    private static int log2(double value) {
        return (int) (Math.log1p(value) / LN_2);
    }
}
