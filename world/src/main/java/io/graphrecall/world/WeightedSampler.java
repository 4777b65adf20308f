package io.graphrecall.world;

import java.util.Arrays;

/** Samples indices in proportion to their weights. Immutable. */
final class WeightedSampler {

    private final double[] sums;

    /** @param weights non-negative weights */
    WeightedSampler(double[] weights) {
        sums = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            sums[i + 1] = sums[i] + weights[i];
        }
    }

    int draw(SeededRandom random) {
        return draw(0, sums.length - 1, random);
    }

    /** Draws an index of a non-empty range with a positive weight. */
    int draw(int from, int to, SeededRandom random) {
        double sum = sums[from] + random.nextDouble() * (sums[to] - sums[from]);
        int index = Arrays.binarySearch(sums, from, to + 1, sum);
        return Math.clamp(index < 0 ? -index - 2L : index, from, to - 1);
    }
}
