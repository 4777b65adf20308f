package io.graphrecall.benchmarks.multimodal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Exact nearest-neighbour search over vectors of length 1. Contents without a vector are skipped. */
final class Neighbours {

    private static final int NEAREST = 10;

    private Neighbours() {}

    /** Returns the ten nearest other contents of every content; null if it has no vector. */
    static List<int @Nullable []> ofAll(List<float[]> vectors) {
        List<int @Nullable []> nearest = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            int self = i;
            nearest.add(vectors.get(i).length == 0 ? null : nearest(vectors.get(i), vectors, j -> j != self));
        }
        return nearest;
    }

    /** Returns the mean share of nearest contents with the same label, over the selected contents. */
    static double agreement(List<int @Nullable []> nearest, List<String> labels, IntPredicate isSelected) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < nearest.size(); i++) {
            int[] found = nearest.get(i);
            if (found != null && isSelected.test(i) && !labels.get(i).isEmpty()) {
                String label = labels.get(i);
                sum += Arrays.stream(found).filter(j -> labels.get(j).equals(label)).count() / (double) NEAREST;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Returns the nearest allowed vectors, by descending similarity. */
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
                int rank = found < NEAREST ? found++ : NEAREST - 1;
                for (; rank > 0 && scores[rank - 1] < score; rank--) {
                    scores[rank] = scores[rank - 1];
                    best[rank] = best[rank - 1];
                }
                scores[rank] = score;
                best[rank] = i;
            }
        }
        return Arrays.copyOf(best, found);
    }
}
