package io.graphrecall.evaluation.metrics;

import io.graphrecall.blend.fit.Interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap of hit rates (Efron 1979). A resample draws requests with replacement, as many as were evaluated.
 * The interval covers the middle 95 % of the resampled hit rates. All lists share the resamples, so differences are paired.
 * If all requests have the same outcome, so do all resamples. The interval is then that of Clopper and Pearson (1934).
 * The same seed and ranks give the same intervals on any number of cores. Immutable; thread-safe.
 */
public final class Bootstrap {

    private static final List<Integer> SIZES = RankingMetrics.SIZES;

    private final Ranks ranks;
    /** Hit rates {@code [resample, size]} by list. */
    private final Map<String, double[][]> resampled = new HashMap<>();

    /** Draws the resamples. */
    public Bootstrap(Ranks ranks, long seed) {
        this.ranks = ranks;
        Outcomes outcomes = Outcomes.of(ranks);
        List<String> lists = ranks.lists();
        lists.forEach(list -> resampled.put(list, new double[Interval.RESAMPLES][]));
        long[] seeds = new SplittableRandom(seed).longs(Interval.RESAMPLES).toArray();
        IntStream.range(0, Interval.RESAMPLES).parallel().forEach(resample -> {
            double[][] rates = outcomes.resample(new SplittableRandom(seeds[resample]));
            for (int list = 0; list < lists.size(); list++) {
                resampled(lists.get(list))[resample] = rates[list];
            }
        });
    }

    /** Returns the hit rate of a list, by list size. */
    public SortedMap<Integer, Interval> hitRate(String list) {
        return bySize(0, size -> ranks.hitRate(list, SIZES.get(size)),
                (resample, size) -> resampled(list)[resample][size]);
    }

    /** Returns the hit rate of a list minus that of a baseline list, by list size. */
    public SortedMap<Integer, Interval> difference(String list, String baseline) {
        return bySize(
                -1, size -> ranks.hitRate(list, SIZES.get(size)) - ranks.hitRate(baseline, SIZES.get(size)),
                (resample, size) -> resampled(list)[resample][size] - resampled(baseline)[resample][size]);
    }

    private double[][] resampled(String list) {
        double[][] rates = resampled.get(list);
        if (rates == null) {
            throw new IllegalArgumentException("there is no list '" + list + "', only " + resampled.keySet());
        }
        return rates;
    }

    private interface ResampledValue {
        double of(int resample, int size);
    }

    /** @param lowest smallest outcome of a request; the largest is 1 */
    private SortedMap<Integer, Interval> bySize(
            int lowest, IntToDoubleFunction value, ResampledValue resampledValue) {
        SortedMap<Integer, Interval> intervals = new TreeMap<>();
        for (int i = 0; i < SIZES.size(); i++) {
            int size = i;
            double[] sorted = IntStream.range(0, Interval.RESAMPLES)
                    .mapToDouble(resample -> resampledValue.of(resample, size))
                    .sorted()
                    .toArray();
            double outcome = value.applyAsDouble(i);
            intervals.put(SIZES.get(i), hasSpread(sorted)
                    ? Interval.of(outcome, sorted)
                    : ofEqualOutcomes(outcome, lowest));
        }
        return intervals;
    }

    /** Returns true if two resamples differ by one request or more. */
    private boolean hasSpread(double[] sorted) {
        return (sorted[Interval.RESAMPLES - 1] - sorted[0]) * ranks.requests() > 0.5;
    }

    /** Returns the interval of an outcome that all requests have. Some other users may have another one. */
    private Interval ofEqualOutcomes(double outcome, int lowest) {
        double others = ranks.requests() == 0 ? 0 : 1 - Math.pow((1 - Interval.LEVEL) / 2, 1.0 / ranks.requests());
        return new Interval(outcome, outcome - others * (outcome - lowest), outcome + others * (1 - outcome));
    }

    /**
     * Distinct outcomes of requests. Most requests share a few outcomes, so a resample counts outcomes.
     *
     * @param lists     number of lists
     * @param ofRequest index of the outcome of each request
     * @param hits      1 for a hit, else 0, by outcome as {@code [list, size]}
     */
    private record Outcomes(int lists, int[] ofRequest, List<int[][]> hits) {

        static Outcomes of(Ranks ranks) {
            Map<String, Integer> known = new HashMap<>();
            List<int[][]> hits = new ArrayList<>();
            int[] ofRequest = new int[ranks.requests()];
            for (int i = 0; i < ofRequest.length; i++) {
                int request = i;
                int[][] outcome = ranks.lists().stream().map(list -> hits(ranks.rank(list, request)))
                        .toArray(int[][]::new);
                ofRequest[i] = known.computeIfAbsent(Arrays.deepToString(outcome), unseen -> {
                    hits.add(outcome);
                    return hits.size() - 1;
                });
            }
            return new Outcomes(ranks.lists().size(), ofRequest, hits);
        }

        private static int[] hits(int rank) {
            return SIZES.stream().mapToInt(size -> rank > 0 && rank <= size ? 1 : 0).toArray();
        }

        /** Returns the hit rates {@code [list, size]} of one resample. */
        double[][] resample(SplittableRandom random) {
            int[] counts = new int[hits.size()];
            for (int i = 0; i < ofRequest.length; i++) {
                counts[ofRequest[random.nextInt(ofRequest.length)]]++;
            }
            double[][] rates = new double[lists][SIZES.size()];
            for (int outcome = 0; outcome < counts.length; outcome++) {
                int[][] hit = hits.get(outcome);
                for (int list = 0; list < lists; list++) {
                    for (int size = 0; size < SIZES.size(); size++) {
                        rates[list][size] += (double) counts[outcome] * hit[list][size] / ofRequest.length;
                    }
                }
            }
            return rates;
        }
    }
}
