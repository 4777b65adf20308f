package io.graphrecall.service.channel;

import io.graphrecall.service.live.ServingSnapshot;

import java.util.Arrays;

/**
 * The best of the contents offered, equal scores by the tie break. Takes up to twice as many as are wanted before it
 * sorts and keeps the better half, which costs less than to keep an order all the time. Not thread-safe.
 */
final class TopContents {

    private final int limit;
    private final TieBreak tieBreak;
    private final ServingSnapshot snapshot;
    /** The score's bits above, which order as positive floats do, the content's ordinal below. */
    private final long[] entries;
    private int size;
    private float lowest = Float.POSITIVE_INFINITY;
    /** No lower score can be among the best of those offered so far. */
    private float worst;

    TopContents(int limit, TieBreak tieBreak, ServingSnapshot snapshot) {
        this.limit = limit;
        this.tieBreak = tieBreak;
        this.snapshot = snapshot;
        entries = new long[2 * limit];
        worst = limit == 0 ? Float.POSITIVE_INFINITY : 0;
    }

    /** @param score positive */
    void offer(int content, float score) {
        if (!wants(score)) {
            return;
        }
        entries[size++] = ((long) Float.floatToRawIntBits(score) << 32) | content;
        lowest = Math.min(lowest, score);
        if (size == limit) {
            worst = lowest;
        } else if (size == entries.length) {
            keepBest();
        }
    }

    /** Whether a content of this score could be among the best of those offered so far. */
    boolean wants(float score) {
        return score >= worst && limit > 0;
    }

    /** Whether as many as are wanted were offered. */
    boolean full() {
        return size >= limit;
    }

    /** A score below which nothing can be among the best any more; tells something only when {@link #full()}. */
    float worst() {
        return worst;
    }

    /** The contents kept, the best first. */
    int[] contents() {
        keepBest();
        int[] contents = new int[size];
        for (int i = 0; i < size; i++) {
            contents[i] = (int) entries[size - 1 - i];
        }
        return contents;
    }

    /** The scores of {@link #contents()}, to be called after it. */
    float[] scores() {
        float[] scores = new float[size];
        for (int i = 0; i < size; i++) {
            scores[i] = score(entries[size - 1 - i]);
        }
        return scores;
    }

    private void keepBest() {
        Arrays.sort(entries, 0, size);
        orderEquals();
        if (size >= limit && limit > 0) {
            System.arraycopy(entries, size - limit, entries, 0, limit);
            size = limit;
            worst = score(entries[0]);
        }
    }

    private void orderEquals() {
        int start = 0;
        while (start < size) {
            int end = start + 1;
            while (end < size && entries[end] >>> 32 == entries[start] >>> 32) {
                end++;
            }
            if (end - start > 1) {
                orderEquals(start, end);
            }
            start = end;
        }
    }

    /** The content that the tie break puts first goes last: everything here is in ascending order. */
    private void orderEquals(int start, int end) {
        long bits = entries[start] & 0xFFFFFFFF_00000000L;
        long[] byRank = new long[end - start];
        for (int i = start; i < end; i++) {
            int content = (int) entries[i];
            byRank[i - start] = ((long) tieBreak.rank(snapshot.contentHash(content)) << 32) | content;
        }
        Arrays.sort(byRank);
        for (int i = start; i < end; i++) {
            entries[i] = bits | (int) byRank[end - 1 - i];
        }
    }

    private static float score(long entry) {
        return Float.intBitsToFloat((int) (entry >>> 32));
    }
}
