package io.graphrecall.benchmarks.multimodal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

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
