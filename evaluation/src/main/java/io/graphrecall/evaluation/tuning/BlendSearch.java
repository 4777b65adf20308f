package io.graphrecall.evaluation.tuning;

import io.graphrecall.evaluation.metrics.RankingMetrics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Finds the weights and quotas under which most targets rank among the first 10, 30, 50 and 100: coordinate ascent on the
 * mean hit rate, from equal weights and from random ones. Hit rates are steps, so there is no gradient to follow; with a
 * handful of channels, trying a few factors of one weight at a time is quick and good enough. The same seed and questions
 * give the same mix, on any number of cores. Immutable; thread-safe.
 */
final class BlendSearch {

    /** What a weight is multiplied with, first coarsely, then finely; 0 leaves a channel out. */
    private static final double[][] FACTORS = {{0, 0.25, 0.5, 2, 4}, {0.7, 0.85, 1.2, 1.4}, {0.93, 1.07}};
    /** What a weight of 0 is tried at, as a share of the largest. */
    private static final double REVIVED = 0.1;
    private static final int MAX_ROUNDS = 20;
    private static final double SMALLEST_START = 0.05;

    private final List<CandidateScores> cases;
    private final boolean[] active;
    private final int[] quotas;

    /**
     * @param active which channels have a say; the others get a weight of 0
     * @param quotas how many quotas each channel can have; the last is the largest
     * @param cases  the questions whose target any channel returned; the others are misses under all weights
     */
    BlendSearch(boolean[] active, int[] quotas, List<CandidateScores> cases) {
        this.active = active.clone();
        this.quotas = quotas.clone();
        this.cases = List.copyOf(cases);
    }

    /**
     * Fits weights, every channel with its largest quota.
     *
     * @param restarts how many random starts there are beside the one from equal weights
     */
    BlendWeights weights(int restarts, long seed) {
        Found best = climb(start(channel -> 1));
        SplittableRandom random = new SplittableRandom(seed);
        for (int restart = 0; restart < restarts; restart++) {
            Found found = climb(start(channel -> Math.exp(random.nextDouble(Math.log(SMALLEST_START), 0))));
            best = found.hits > best.hits ? found : best;
        }
        return best.mix.scaled();
    }

    /** Fits quotas to a mix, then its weights to the quotas. */
    BlendWeights quotas(BlendWeights start) {
        Found best = new Found(start, hits(start));
        double before;
        int round = 0;
        do {
            before = best.hits;
            for (int channel = 0; channel < active.length; channel++) {
                for (int quota = 0; active[channel] && quota < quotas[channel]; quota++) {
                    best = better(best, best.mix.withQuota(channel, quota));
                }
            }
        } while (best.hits > before && ++round < MAX_ROUNDS);
        return climb(best.mix).mix.scaled();
    }

    /** The mean hit rate of a mix over the four list sizes. */
    static double meanHitRate(BlendWeights mix, List<CandidateScores> cases, int questions) {
        return hits(mix, cases) / Math.max(1, questions);
    }

    private record Found(BlendWeights mix, double hits) {}

    private BlendWeights start(IntToDoubleFunction weight) {
        double[] weights = IntStream.range(0, active.length)
                .mapToDouble(channel -> active[channel] ? weight.applyAsDouble(channel) : 0).toArray();
        return new BlendWeights(weights, Arrays.stream(quotas).map(count -> count - 1).toArray());
    }

    private Found climb(BlendWeights start) {
        Found best = new Found(start, hits(start));
        for (double[] factors : FACTORS) {
            double before;
            int round = 0;
            do {
                before = best.hits;
                for (int channel = 0; channel < active.length; channel++) {
                    best = active[channel] ? improve(best, channel, factors) : best;
                }
            } while (best.hits > before && ++round < MAX_ROUNDS);
        }
        return best;
    }

    /** Gives one channel the best of the weights tried. */
    private Found improve(Found found, int channel, double[] factors) {
        double[] weights = found.mix.weights();
        double base = weights[channel] > 0 ? weights[channel] : REVIVED * Arrays.stream(weights).max().orElse(1);
        Found best = found;
        for (double factor : factors) {
            best = better(best, found.mix.withWeight(channel, base * factor));
        }
        return best;
    }

    private Found better(Found best, BlendWeights other) {
        double hits = hits(other);
        return hits > best.hits ? new Found(other, hits) : best;
    }

    private double hits(BlendWeights mix) {
        return hits(mix, cases);
    }

    /** The expected hits of all cases, over list sizes. Summed in one order, whatever thread did which part. */
    private static double hits(BlendWeights mix, List<CandidateScores> cases) {
        double total = 0;
        for (double hit : hitsByCase(mix, cases)) {
            total += hit;
        }
        return total;
    }

    /** The expected hits of each case: the mean over list sizes. */
    static double[] hitsByCase(BlendWeights mix, List<CandidateScores> cases) {
        double[] each = new double[cases.size()];
        IntStream.range(0, each.length).parallel()
                .forEach(i -> each[i] = cases.get(i).expectedHits(mix, RankingMetrics.SIZES));
        return each;
    }
}
