package io.graphrecall.loaders.world;

import java.util.List;
import java.util.SplittableRandom;

/** A seeded source of everything that is left to chance. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** A source of its own, so that more draws here change nothing there. */
    Chance split() {
        return new Chance(random.split());
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From 0 to below 1. */
    double fraction() {
        return random.nextDouble();
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of the first more often than one of the last, each place half as often as the one before. */
    <T> T earlyOf(List<T> choices) {
        int at = 0;
        while (at + 1 < choices.size() && random.nextBoolean()) {
            at++;
        }
        return choices.get(at);
    }

    /** A positive number whose logarithm is normal, so that half of the draws are below the median. */
    double logNormal(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    /** A positive number, the more seldom the larger; the mean is given. */
    double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }
}
