package io.graphrecall.blend;

import io.graphrecall.metapath.sparse.Quickselect;
import io.graphrecall.retrieval.KeyHash;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * The order of contents with equal scores: a seeded hash of (seed, user, content). It does not depend on ids, load order
 * or popularity, and the same request gets the same order on every member.
 *
 * @param salt hash of seed and user
 */
public record TieBreak(long salt) {

    public static TieBreak of(long seed, String user) {
        return new TieBreak(KeyHash.mix(seed ^ KeyHash.of(user)));
    }

    /**
     * Returns the rank of a content among equal scores, 0 or more; the lower comes first.
     *
     * @param contentHash the {@link KeyHash} of its id
     */
    public int rank(long contentHash) {
        return (int) (KeyHash.mix(salt ^ contentHash) >>> 33);
    }

    /**
     * Packs a score and an ordinal into a number that sorts by score. Casting it to {@code int} returns the ordinal.
     *
     * @param score   not negative
     * @param ordinal not negative
     */
    public static long entry(float score, int ordinal) {
        return ((long) Float.floatToRawIntBits(score) << 32) | ordinal;
    }

    /** Returns the score of an {@link #entry}. */
    public static float score(long entry) {
        return Float.intBitsToFloat((int) (entry >>> 32));
    }

    /**
     * Sorts the first entries of an array in ascending order of score. Of equal scores, the one with the lower rank comes
     * last.
     *
     * @param hashOf returns the {@link KeyHash} of an ordinal's content id
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
                sortTies(entries, start, end, hashOf);
            }
            start = end;
        }
    }

    private void sortTies(long[] entries, int start, int end, IntToLongFunction hashOf) {
        long[] byRank = byRank(entries, start, end, hashOf);
        Arrays.sort(byRank);
        fillBackwards(entries, start, end, byRank);
    }

    /**
     * Moves those with the lowest ranks, of entries with equal scores, to the end of their range.
     *
     * @param count number of entries to move, above 0
     */
    public void select(long[] entries, int start, int end, int count, IntToLongFunction hashOf) {
        long[] byRank = byRank(entries, start, end, hashOf);
        Quickselect.select(byRank, byRank.length, count - 1);
        fillBackwards(entries, start, end, byRank);
    }

    private long[] byRank(long[] entries, int start, int end, IntToLongFunction hashOf) {
        long[] byRank = new long[end - start];
        for (int i = start; i < end; i++) {
            int ordinal = (int) entries[i];
            byRank[i - start] = ((long) rank(hashOf.applyAsLong(ordinal)) << 32) | ordinal;
        }
        return byRank;
    }

    /** Writes ordinals to entries with equal scores, the first one to the last entry. */
    private static void fillBackwards(long[] entries, int start, int end, long[] ordinals) {
        long bits = entries[start] & 0xFFFFFFFF_00000000L;
        for (int i = start; i < end; i++) {
            entries[i] = bits | (int) ordinals[end - 1 - i];
        }
    }
}
