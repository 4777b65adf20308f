package io.graphrecall.evaluation.tuning;

import io.graphrecall.evaluation.metrics.RankingMetrics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Finds the weights under which most targets rank among the first 10, 30, 50 and 100: coordinate ascent on the mean hit
 * rate, from equal weights and from random ones. Hit rates are steps, so there is no gradient to follow; with a handful
 * of channels, trying a few factors of one weight at a time is quick and good enough. The same seed and questions give
 * the same weights, on any number of cores. Immutable; thread-safe.
 */
public final class WeightSearch {

    /** What a weight is multiplied with, first coarsely, then finely; 0 leaves a channel out. */
    private static final double[][] FACTORS = {{0, 0.25, 0.5, 2, 4}, {0.7, 0.85, 1.2, 1.4}, {0.93, 1.07}};
    /** What a weight of 0 is tried at, as a share of the largest. */
    private static final double REVIVED = 0.1;
    private static final int MAX_ROUNDS = 20;
    private static final double SMALLEST_START = 0.05;
    private static final double DIGITS = 1e4;

    private final int restarts;
    private final long seed;

    /** @param restarts how many random starts there are beside the one from equal weights */
    public WeightSearch(int restarts, long seed) {
        this.restarts = restarts;
        this.seed = seed;
    }

    /**
     * Fits weights.
     *
     * @param active which channels have a say; the others get a weight of 0
     * @param cases  the questions whose target any channel returned; the others are misses under all weights
     * @return a weight for each channel, the largest being 1
     */
    public double[] fit(boolean[] active, List<CandidateScores> cases) {
        double[] best = climb(start(active, channel -> 1), cases);
        double bestHits = hits(best, cases);
        SplittableRandom random = new SplittableRandom(seed);
        for (int restart = 0; restart < restarts; restart++) {
            double[] weights = climb(
                    start(active, channel -> Math.exp(random.nextDouble(Math.log(SMALLEST_START), 0))), cases);
            double hits = hits(weights, cases);
            if (hits > bestHits) {
                best = weights;
                bestHits = hits;
            }
        }
        return scaled(best);
    }

    private static double[] start(boolean[] active, IntToDoubleFunction weight) {
        return IntStream.range(0, active.length)
                .mapToDouble(channel -> active[channel] ? weight.applyAsDouble(channel) : 0).toArray();
    }

    /** The mean hit rate of some weights over the four list sizes. */
    public static double meanHitRate(double[] weights, List<CandidateScores> cases, int questions) {
        return hits(weights, cases) / Math.max(1, questions);
    }

    private static double[] climb(double[] start, List<CandidateScores> cases) {
        double[] weights = start.clone();
        double reached = hits(weights, cases);
        for (double[] factors : FACTORS) {
            double before;
            int round = 0;
            do {
                before = reached;
                for (int channel = 0; channel < weights.length; channel++) {
                    if (start[channel] > 0) {
                        reached = improve(weights, channel, factors, reached, cases);
                    }
                }
            } while (reached > before && ++round < MAX_ROUNDS);
        }
        return weights;
    }

    /** Gives one channel the best of the weights tried, and tells the hits then. */
    private static double improve(
            double[] weights, int channel, double[] factors, double reached, List<CandidateScores> cases) {
        double current = weights[channel];
        double base = current > 0 ? current : REVIVED * Arrays.stream(weights).max().orElse(1);
        double bestWeight = current;
        double bestHits = reached;
        for (double factor : factors) {
            weights[channel] = base * factor;
            double hits = hits(weights, cases);
            if (hits > bestHits) {
                bestHits = hits;
                bestWeight = weights[channel];
            }
        }
        weights[channel] = bestWeight;
        return bestHits;
    }

    /** The mean over list sizes of the expected number of hits. Summed in one order, whatever thread did which part. */
    private static double hits(double[] weights, List<CandidateScores> cases) {
        double[] each = new double[cases.size()];
        IntStream.range(0, each.length).parallel()
                .forEach(i -> each[i] = cases.get(i).expectedHits(weights, RankingMetrics.SIZES));
        double total = 0;
        for (double hit : each) {
            total += hit;
        }
        return total;
    }

    private static double[] scaled(double[] weights) {
        double largest = Arrays.stream(weights).max().orElse(0);
        return largest == 0
                ? weights
                : Arrays.stream(weights).map(weight -> Math.round(weight / largest * DIGITS) / DIGITS).toArray();
    }
}
