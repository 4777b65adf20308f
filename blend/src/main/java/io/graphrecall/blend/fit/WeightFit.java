package io.graphrecall.blend.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits the weights of a weighted blend by {@link ConditionalLogit}. The prior of a weight has mean {@code given * scale}
 * and precision {@value #PRIOR}{@code / scale^2}, so that few requests change the given weights little. Scale is the factor
 * of the given weights that fits best alone. Weights stay at or above 0.
 */
final class WeightFit {

    static final double PRIOR = 5;

    private WeightFit() {}

    /**
     * Returns the weights, the largest scaled to 1.
     *
     * @param requests requests whose target some channel returned
     * @param given    weights that a fit to no requests returns
     * @param active   by channel: false to fix its weight at 0
     * @param capped   by channel: true to keep its weight at or below the mean of its prior
     */
    static double[] fit(List<CandidateScores> requests, double[] given, boolean[] active, boolean[] capped) {
        double[] prior = IntStream.range(0, given.length).mapToDouble(i -> active[i] ? given[i] : 0).toArray();
        ConditionalLogit regression = new ConditionalLogit(requests, active);
        double scale = regression.scale(prior);
        double[] weights = fit(regression, prior, scale);
        boolean[] free = active.clone();
        boolean exceeds = false;
        for (int i = 0; i < free.length; i++) {
            if (capped[i] && weights[i] > prior[i] * scale) {
                free[i] = false;
                exceeds = true;
            }
        }
        return scaled(exceeds ? fit(new ConditionalLogit(requests, free), prior, scale) : weights);
    }

    /**
     * Returns the weights that fit best, unscaled.
     *
     * @param given 0 for inactive weights
     */
    static double[] fit(ConditionalLogit regression, double[] given) {
        return fit(regression, given, regression.scale(given));
    }

    private static double[] fit(ConditionalLogit regression, double[] given, double scale) {
        if (scale == 0) {
            return given;
        }
        double[] precision = new double[given.length];
        Arrays.fill(precision, PRIOR / (scale * scale));
        return regression.fit(Arrays.stream(given).map(weight -> weight * scale).toArray(), precision, true);
    }

    /** Returns weights with the largest scaled to 1, rounded to four digits. */
    private static double[] scaled(double[] weights) {
        double largest = Arrays.stream(weights).max().orElse(0);
        return largest == 0
                ? weights
                : Arrays.stream(weights).map(weight -> Math.round(weight / largest * 1e4) / 1e4).toArray();
    }
}
