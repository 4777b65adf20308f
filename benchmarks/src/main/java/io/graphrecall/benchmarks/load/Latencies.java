package io.graphrecall.benchmarks.load;

import java.util.Arrays;

/** Durations, all of them kept so that quantiles are exact. For one thread. */
public final class Latencies {

    private static final double NANOS_PER_MS = 1e6;

    private long[] nanos = new long[1 << 12];
    private int count;

    public void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = duration;
    }

    int count() {
        return count;
    }

    /** Returns the quantiles of the durations. */
    public Summary summary() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Summary(
                count, quantile(sorted, 0.5), quantile(sorted, 0.9), quantile(sorted, 0.99), quantile(sorted, 0.999),
                quantile(sorted, 1));
    }

    /**
     * Returns the smallest duration that is not exceeded by this share of all, in milliseconds; 0 if there are none.
     */
    private static double quantile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MS;
    }

    /** Number of durations and their quantiles in milliseconds. */
    public record Summary(int count, double p50, double p90, double p99, double p999, double max) {}
}
