package io.graphrecall.evaluation.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How far hit rates would differ with other users of the same kind: the percentile bootstrap (Efron 1979). As many
 * questions as there are, one a user, are drawn with replacement, again and again; the middle 95 % of the hit rates of
 * the draws are the interval. All lists are counted on the same draws, so that differences are paired. The same seed and
 * ranks give the same intervals, on any number of cores. Immutable; thread-safe.
 */
public final class Bootstrap {

    /** How many draws. */
    public static final int RESAMPLES = 2_000;
    /** How much an interval covers. */
    public static final double LEVEL = 0.95;

    private static final List<Integer> SIZES = RankingMetrics.SIZES;

    private final Ranks ranks;
    /** By list: by draw and size, the hit rate. */
    private final Map<String, double[][]> drawn = new HashMap<>();

    /** Draws. */
    public Bootstrap(Ranks ranks, long seed) {
        this.ranks = ranks;
        Outcomes outcomes = Outcomes.of(ranks);
        List<String> lists = ranks.lists();
        lists.forEach(list -> drawn.put(list, new double[RESAMPLES][]));
        long[] seeds = new SplittableRandom(seed).longs(RESAMPLES).toArray();
        IntStream.range(0, RESAMPLES).parallel().forEach(draw -> {
            double[][] rates = outcomes.draw(new SplittableRandom(seeds[draw]));
            for (int list = 0; list < lists.size(); list++) {
                drawn(lists.get(list))[draw] = rates[list];
            }
        });
    }

    /** The hit rate of a list, by size. */
    public SortedMap<Integer, Interval> hitRate(String list) {
        return bySize(size -> ranks.hitRate(list, SIZES.get(size)), (draw, size) -> drawn(list)[draw][size]);
    }

    /** How much higher the hit rate of one list is than that of another, by size. */
    public SortedMap<Integer, Interval> difference(String of, String over) {
        return bySize(
                size -> ranks.hitRate(of, SIZES.get(size)) - ranks.hitRate(over, SIZES.get(size)),
                (draw, size) -> drawn(of)[draw][size] - drawn(over)[draw][size]);
    }

    /** The mean of values, one a question. */
    public static Interval mean(double[] values, long seed) {
        long[] seeds = new SplittableRandom(seed).longs(RESAMPLES).toArray();
        double[] sorted = Arrays.stream(seeds).parallel().mapToDouble(drawSeed -> {
            SplittableRandom random = new SplittableRandom(drawSeed);
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            return sum / values.length;
        }).sorted().toArray();
        return new Interval(
                Arrays.stream(values).average().orElse(0),
                quantile(sorted, (1 - LEVEL) / 2),
                quantile(sorted, (1 + LEVEL) / 2));
    }

    private double[][] drawn(String list) {
        double[][] rates = drawn.get(list);
        if (rates == null) {
            throw new IllegalArgumentException("there is no list '" + list + "'");
        }
        return rates;
    }

    private interface Value {
        double of(int size);
    }

    private interface DrawnValue {
        double of(int draw, int size);
    }

    private static SortedMap<Integer, Interval> bySize(Value value, DrawnValue drawnValue) {
        SortedMap<Integer, Interval> intervals = new TreeMap<>();
        for (int i = 0; i < SIZES.size(); i++) {
            int size = i;
            double[] sorted = IntStream.range(0, RESAMPLES).mapToDouble(draw -> drawnValue.of(draw, size)).sorted()
                    .toArray();
            intervals.put(SIZES.get(i), new Interval(
                    value.of(i), quantile(sorted, (1 - LEVEL) / 2), quantile(sorted, (1 + LEVEL) / 2)));
        }
        return intervals;
    }

    /** Between the two values that are nearest, in proportion. */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /**
     * Questions by how they came out: many have their target in no list, and need be told apart no further.
     *
     * @param lists      how many lists there are
     * @param ofQuestion the outcome of each question
     * @param hits       by outcome, list and size: 1 where the target is among the first so many
     */
    private record Outcomes(int lists, int[] ofQuestion, List<int[][]> hits) {

        static Outcomes of(Ranks ranks) {
            Map<String, Integer> known = new HashMap<>();
            List<int[][]> hits = new ArrayList<>();
            int[] ofQuestion = new int[ranks.questions()];
            for (int i = 0; i < ofQuestion.length; i++) {
                int question = i;
                int[][] outcome = ranks.lists().stream().map(list -> hits(ranks.rank(list, question)))
                        .toArray(int[][]::new);
                ofQuestion[i] = known.computeIfAbsent(Arrays.deepToString(outcome), unseen -> {
                    hits.add(outcome);
                    return hits.size() - 1;
                });
            }
            return new Outcomes(ranks.lists().size(), ofQuestion, hits);
        }

        private static int[] hits(int rank) {
            return SIZES.stream().mapToInt(size -> rank > 0 && rank <= size ? 1 : 0).toArray();
        }

        /** By list and size: the hit rate of one draw. */
        double[][] draw(SplittableRandom random) {
            int[] times = new int[hits.size()];
            for (int i = 0; i < ofQuestion.length; i++) {
                times[ofQuestion[random.nextInt(ofQuestion.length)]]++;
            }
            double[][] rates = new double[lists][SIZES.size()];
            for (int outcome = 0; outcome < times.length; outcome++) {
                int[][] hit = hits.get(outcome);
                for (int list = 0; list < lists; list++) {
                    for (int size = 0; size < SIZES.size(); size++) {
                        rates[list][size] += (double) times[outcome] * hit[list][size] / ofQuestion.length;
                    }
                }
            }
            return rates;
        }
    }
}
