package io.graphrecall.benchmarks.multimodal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Exact search among vectors of length 1. Contents without a vector neither ask nor answer. */
final class Neighbours {

    private static final int NEAREST = 10;

    private Neighbours() {}

    /** The nearest ten of every content among all others; null where it has no vector. */
    static List<int @Nullable []> ofAll(List<float[]> vectors) {
        List<int @Nullable []> nearest = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            int own = i;
            nearest.add(vectors.get(i).length == 0 ? null : nearest(vectors.get(i), vectors, j -> j != own));
        }
        return nearest;
    }

    /** The mean share of the nearest of each asking content that have its label. */
    static double agreement(List<int @Nullable []> nearest, List<String> labels, IntPredicate asks) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < nearest.size(); i++) {
            int[] found = nearest.get(i);
            if (found != null && asks.test(i) && !labels.get(i).isEmpty()) {
                String label = labels.get(i);
                sum += Arrays.stream(found).filter(j -> labels.get(j).equals(label)).count() / (double) NEAREST;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** How often one of the ten answers nearest to an asking vector has the asker's title. */
    static double found(List<float[]> asking, List<float[]> answering, List<String> titles, IntPredicate chosen) {
        return IntStream.range(0, asking.size()).filter(chosen)
                .filter(i -> asking.get(i).length > 0 && answering.get(i).length > 0)
                .mapToDouble(i -> Arrays.stream(nearest(asking.get(i), answering, chosen))
                        .anyMatch(j -> titles.get(j).equals(titles.get(i))) ? 1 : 0)
                .average().orElse(0);
    }

    /** What {@link #found} would be if the ten answers were drawn by lot. */
    static double chance(List<String> titles, IntPredicate chosen) {
        Map<String, Long> counts = IntStream.range(0, titles.size()).filter(chosen).mapToObj(titles::get)
                .collect(Collectors.groupingBy(title -> title, Collectors.counting()));
        long size = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.values().stream().mapToDouble(count -> count * hit(count, size)).sum() / Math.max(1, size);
    }

    /** How likely ten of {@code size}, drawn by lot, have one of {@code right}. */
    private static double hit(long right, long size) {
        double miss = 1;
        for (int i = 0; i < NEAREST && i < size; i++) {
            miss *= Math.max(0, size - right - i) / (double) (size - i);
        }
        return 1 - miss;
    }

    /** The nearest vectors that are allowed, the nearest first. */
    static int[] nearest(float[] query, List<float[]> vectors, IntPredicate allowed) {
        int[] best = new int[NEAREST];
        float[] scores = new float[NEAREST];
        int found = 0;
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = vectors.get(i);
            if (vector.length == 0 || !allowed.test(i)) {
                continue;
            }
            float score = 0;
            for (int k = 0; k < vector.length; k++) {
                score += query[k] * vector[k];
            }
            if (found < NEAREST || score > scores[NEAREST - 1]) {
                int place = found < NEAREST ? found++ : NEAREST - 1;
                for (; place > 0 && scores[place - 1] < score; place--) {
                    scores[place] = scores[place - 1];
                    best[place] = best[place - 1];
                }
                scores[place] = score;
                best[place] = i;
            }
        }
        return Arrays.copyOf(best, found);
    }
}
