package io.graphrecall.loaders.world;

import java.util.Arrays;

/** Draws places in proportion to their weights. */
final class Weights {

    private final double[] sums;

    /** @param weights at least one of them above 0 */
    Weights(double[] weights) {
        sums = weights.clone();
        Arrays.parallelPrefix(sums, Double::sum);
    }

    int draw(Chance chance) {
        int at = Arrays.binarySearch(sums, chance.fraction() * sums[sums.length - 1]);
        return Math.min(at < 0 ? -at - 1 : at + 1, sums.length - 1);
    }
}
