package io.graphrecall.world;

import java.util.Arrays;

/** Draws places in proportion to their weights. Immutable. */
final class WeightedDraw {

    private final double[] sums;

    /** @param weights none below 0 */
    WeightedDraw(double[] weights) {
        sums = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            sums[i + 1] = sums[i] + weights[i];
        }
    }

    int draw(Chance chance) {
        return draw(0, sums.length - 1, chance);
    }

    /** A place of a range that is not empty and has a weight above 0. */
    int draw(int from, int to, Chance chance) {
        double sum = sums[from] + chance.fraction() * (sums[to] - sums[from]);
        int at = Arrays.binarySearch(sums, from, to + 1, sum);
        return Math.clamp(at < 0 ? -at - 2L : at, from, to - 1);
    }
}
