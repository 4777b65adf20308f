package io.graphrecall.evaluation.tuning;

import io.graphrecall.evaluation.metrics.RankingMetrics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Searches the weights and quotas of a weighted blend that maximise the hit rate, averaged over lists of 10, 30, 50 and
 * 100: coordinate ascent from equal weights and from random ones. Hit rates are step functions, so they have no gradient.
 * The same seed and requests give the same result on any number of cores. Immutable; thread-safe.
 */
final class BlendSearch {

    /** Factors tried for a weight, coarse to fine; 0 removes a channel. */
    private static final double[][] FACTORS = {{0, 0.25, 0.5, 2, 4}, {0.7, 0.85, 1.2, 1.4}, {0.93, 1.07}};
    /** First value tried for a weight of 0, as a share of the largest weight. */
    private static final double REVIVED = 0.1;
    private static final int MAX_ROUNDS = 20;
    private static final double MIN_START = 0.05;

    private final List<CandidateScores> requests;
    private final boolean[] active;
    private final int[] quotas;

    /**
     * Creates a search.
     *
     * @param active   by channel: false to fix its weight at 0
     * @param quotas   by channel: number of quotas to try; the last is the largest
     * @param requests requests whose target some channel returned; all others are misses under any weights
     */
    BlendSearch(boolean[] active, int[] quotas, List<CandidateScores> requests) {
        this.active = active.clone();
        this.quotas = quotas.clone();
        this.requests = List.copyOf(requests);
    }

    /**
     * Fits weights; every channel has its largest quota.
     *
     * @param restarts random starts in addition to the one from equal weights
     */
    BlendWeights weights(int restarts, long seed) {
        Found best = climb(start(channel -> 1));
        SplittableRandom random = new SplittableRandom(seed);
        for (int restart = 0; restart < restarts; restart++) {
            Found found = climb(start(channel -> Math.exp(random.nextDouble(Math.log(MIN_START), 0))));
            best = found.hits > best.hits ? found : best;
        }
        return best.blend.scaled();
    }

    /** Fits quotas to given weights, then weights to these quotas. */
    BlendWeights quotas(BlendWeights start) {
        Found best = new Found(start, totalHits(start));
        double before;
        int round = 0;
        do {
            before = best.hits;
            for (int channel = 0; channel < active.length; channel++) {
                for (int quota = 0; active[channel] && quota < quotas[channel]; quota++) {
                    best = better(best, best.blend.withQuota(channel, quota));
                }
            }
        } while (best.hits > before && ++round < MAX_ROUNDS);
        return climb(best.blend).blend.scaled();
    }

    /** Returns the mean hit rate over all requests, averaged over list sizes. */
    static double meanHitRate(BlendWeights blend, List<CandidateScores> scores, int requests) {
        return Arrays.stream(hits(blend, scores)).sum() / Math.max(1, requests);
    }

    /** Returns the expected hit rate of each request, averaged over list sizes. */
    static double[] hits(BlendWeights blend, List<CandidateScores> scores) {
        double[] each = new double[scores.size()];
        IntStream.range(0, each.length).parallel()
                .forEach(i -> each[i] = scores.get(i).expectedHits(blend, RankingMetrics.SIZES));
        return each;
    }

    private record Found(BlendWeights blend, double hits) {}

    private BlendWeights start(IntToDoubleFunction weight) {
        double[] weights = IntStream.range(0, active.length)
                .mapToDouble(channel -> active[channel] ? weight.applyAsDouble(channel) : 0).toArray();
        return new BlendWeights(weights, Arrays.stream(quotas).map(count -> count - 1).toArray());
    }

    private Found climb(BlendWeights start) {
        Found best = new Found(start, totalHits(start));
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

    private Found improve(Found found, int channel, double[] factors) {
        double[] weights = found.blend.weights();
        double base = weights[channel] > 0 ? weights[channel] : REVIVED * Arrays.stream(weights).max().orElse(1);
        Found best = found;
        for (double factor : factors) {
            best = better(best, found.blend.withWeight(channel, base * factor));
        }
        return best;
    }

    private Found better(Found best, BlendWeights other) {
        double hits = totalHits(other);
        return hits > best.hits ? new Found(other, hits) : best;
    }

    /** Sums in a fixed order, so that the number of threads does not change the last bits. */
    private double totalHits(BlendWeights blend) {
        double total = 0;
        for (double hit : hits(blend, requests)) {
            total += hit;
        }
        return total;
    }
}
