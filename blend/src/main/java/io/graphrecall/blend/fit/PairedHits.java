package io.graphrecall.blend.fit;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Comparisons of the hit rates of two blends on the same requests. */
final class PairedHits {

    private PairedHits() {}

    /** Returns the difference of each request. */
    static double[] differences(double[] hits, double[] baseline) {
        return IntStream.range(0, hits.length).mapToDouble(i -> hits[i] - baseline[i]).toArray();
    }

    /**
     * Returns true if hits are at most one standard error of the mean difference below the best ones. The difference of a
     * single request is exactly one standard error, so rounding must not decide.
     */
    static boolean withinStandardError(double[] hits, double[] best) {
        double[] behind = differences(best, hits);
        double mean = DoubleStream.of(behind).average().orElse(0);
        double variance = DoubleStream.of(behind).map(one -> (one - mean) * (one - mean)).sum()
                / Math.max(1, behind.length - 1);
        return behind.length < 2 || mean <= Math.sqrt(variance / behind.length) * (1 + 1e-9);
    }
}
