package io.graphrecall.service.channel;

import io.graphrecall.service.snapshot.KeyHash;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * The order of contents with equal scores: a seeded hash of (seed, user, content), so that neither id, load order nor
 * popularity decides it, and the same request gets the same order everywhere.
 *
 * @param salt a hash of seed and user
 */
public record TieBreak(long salt) {

    public static TieBreak of(long seed, String user) {
        return new TieBreak(KeyHash.mix(seed ^ KeyHash.of(user)));
    }

    /** The place among equals, from 0 up, of a content with this {@link KeyHash}; the lower comes first. */
    public int rank(long contentHash) {
        return (int) (KeyHash.mix(salt ^ contentHash) >>> 33);
    }

    /**
     * Something with a score, as one number: of two the higher score is the larger number.
     *
     * @param score   not negative
     * @param ordinal not negative; {@code (int)} of the entry gives it back
     */
    public static long entry(float score, int ordinal) {
        return ((long) Float.floatToRawIntBits(score) << 32) | ordinal;
    }

    /** The score of an {@link #entry}. */
    public static float score(long entry) {
        return Float.intBitsToFloat((int) (entry >>> 32));
    }

    /**
     * Sorts the first entries of an array, the lowest score first. Of equal scores the one that comes first in answers
     * stands last.
     *
     * @param hashOf the content's {@link KeyHash} of an entry's ordinal
     */
    public void sort(long[] entries, int size, IntToLongFunction hashOf) {
        Arrays.sort(entries, 0, size);
        int start = 0;
        while (start < size) {
            int end = start + 1;
            while (end < size && entries[end] >>> 32 == entries[start] >>> 32) {
                end++;
            }
            if (end - start > 1) {
                sortEquals(entries, start, end, hashOf);
            }
            start = end;
        }
    }

    private void sortEquals(long[] entries, int start, int end, IntToLongFunction hashOf) {
        long bits = entries[start] & 0xFFFFFFFF_00000000L;
        long[] byRank = new long[end - start];
        for (int i = start; i < end; i++) {
            int ordinal = (int) entries[i];
            byRank[i - start] = ((long) rank(hashOf.applyAsLong(ordinal)) << 32) | ordinal;
        }
        Arrays.sort(byRank);
        for (int i = start; i < end; i++) {
            entries[i] = bits | (int) byRank[end - 1 - i];
        }
    }
}
