package io.graphrecall.world;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A seeded source of everything that is left to chance. The same seed, stream and number give the same draws on every
 * machine: only {@link SplittableRandom#nextLong} and {@link StrictMath} are used.
 */
final class Chance {

    /** What draws are for. Draws of one stream change nothing in another. */
    enum Stream {
        AUTHOR,
        CONTENT,
        CONTENT_TEXT,
        CONTENT_MEDIA,
        ITEM,
        ITEM_TEXT,
        ITEM_MEDIA,
        ACTIVITY,
        USER,
        USER_RECORD,
        PHASE,
        BEHAVIOUR
    }

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    private Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The draws for one thing of a stream: a content, a user, … */
    static Chance of(long seed, Stream stream, long number) {
        return new Chance(mix(mix(seed + GOLDEN * stream.name().hashCode()) + GOLDEN * (number + 1)));
    }

    /** From 0 to below 1. */
    double fraction() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return (int) (fraction() * bound);
    }

    /** From 0 to below the bound, the larger the rarer: place k about as 1 / (k + 1), after Zipf. */
    int zipfBelow(int bound) {
        return (int) Math.min(bound - 1.0, StrictMath.pow(bound + 1.0, fraction()) - 1);
    }

    boolean happens(double probability) {
        return fraction() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** One of the first more often than one of the last, each place half as often as the one before. */
    <T> T earlyOf(List<T> choices) {
        int at = 0;
        while (at + 1 < choices.size() && happens(0.5)) {
            at++;
        }
        return choices.get(at);
    }

    /** A positive number whose logarithm is normal, so that half of the draws are below the median. */
    double logNormal(double median, double sigma) {
        double normal = Math.sqrt(-2 * StrictMath.log(1 - fraction())) * StrictMath.cos(2 * Math.PI * fraction());
        return median * StrictMath.exp(sigma * normal);
    }

    /** A positive number, the more seldom the larger; the mean is given. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - fraction());
    }

    /** The finaliser of SplitMix64, after Steele, Lea and Flood 2014. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
