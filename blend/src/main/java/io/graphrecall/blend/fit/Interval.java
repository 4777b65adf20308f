package io.graphrecall.blend.fit;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Value with its 95 % confidence interval, by the percentile bootstrap (Efron 1979). */
public record Interval(double value, double low, double high) {

    /** Number of resamples. */
    public static final int RESAMPLES = 2_000;
    /** Confidence level. */
    public static final double LEVEL = 0.95;

    public Interval {
        if (low > high) {
            throw new IllegalArgumentException(
                    "the interval has a lower bound of " + low + " above its upper bound of " + high);
        }
    }

    /** @param sorted values of the resamples, in ascending order */
    public static Interval of(double value, double[] sorted) {
        return new Interval(value, quantile(sorted, (1 - LEVEL) / 2), quantile(sorted, (1 + LEVEL) / 2));
    }

    /** Returns the mean of one value per request. The same seed and values give the same interval. */
    static Interval ofMean(double[] values, long seed) {
        long[] seeds = new SplittableRandom(seed).longs(RESAMPLES).toArray();
        double[] sorted = Arrays.stream(seeds).parallel().mapToDouble(resampleSeed -> {
            SplittableRandom random = new SplittableRandom(resampleSeed);
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            return sum / values.length;
        }).sorted().toArray();
        return of(Arrays.stream(values).average().orElse(0), sorted);
    }

    /** Returns the quantile with linear interpolation between neighbours. */
    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Returns true if zero is outside the interval. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
