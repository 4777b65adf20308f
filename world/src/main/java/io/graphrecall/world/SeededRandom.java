package io.graphrecall.world;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded random number generator. The same seed, stream and number give the same sequence on every machine, because only
 * {@link SplittableRandom#nextLong} and {@link StrictMath} are used.
 */
final class SeededRandom {

    /** Independent random streams by purpose. The names are part of the seed and must not change. */
    enum Stream {
        AUTHOR,
        CONTENT,
        CONTENT_TEXT,
        CONTENT_MEDIA,
        CONTENT_VECTOR,
        VECTOR_AXIS,
        ITEM,
        ITEM_TEXT,
        ITEM_MEDIA,
        ACTIVITY,
        USER,
        USER_RECORD,
        PHASE,
        BEHAVIOUR
    }

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    private SeededRandom(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Creates the generator for one element of a stream, for example a content or a user. */
    static SeededRandom of(long seed, Stream stream, long number) {
        return new SeededRandom(mix(mix(seed + GOLDEN_GAMMA * stream.name().hashCode()) + GOLDEN_GAMMA * (number + 1)));
    }

    /** Returns a uniform number from 0 (inclusive) to 1 (exclusive). */
    double nextDouble() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** Returns a uniform integer from 0 (inclusive) to the bound (exclusive). */
    int nextInt(int bound) {
        return (int) (nextDouble() * bound);
    }

    /**
     * Returns an integer from 0 (inclusive) to the bound (exclusive), where k has a probability roughly proportional to
     * 1 / (k + 1) (Zipf).
     */
    int nextZipf(int bound) {
        return (int) Math.min(bound - 1.0, StrictMath.pow(bound + 1.0, nextDouble()) - 1);
    }

    boolean nextBoolean(double probability) {
        return nextDouble() < probability;
    }

    <T> T choose(List<T> choices) {
        return choices.get(nextInt(choices.size()));
    }

    /** Returns an element. Each one is half as likely as the one before (geometric distribution). */
    <T> T chooseGeometric(List<T> choices) {
        int index = 0;
        while (index + 1 < choices.size() && nextBoolean(0.5)) {
            index++;
        }
        return choices.get(index);
    }

    /** Returns a number of the standard normal distribution (Box and Muller 1958). */
    double nextNormal() {
        return Math.sqrt(-2 * StrictMath.log(1 - nextDouble())) * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    double nextLogNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * nextNormal());
    }

    /** Returns an exponentially distributed number with a given mean. */
    double nextExponential(double mean) {
        return -mean * StrictMath.log(1 - nextDouble());
    }

    /** Finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
