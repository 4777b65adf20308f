package io.graphrecall.service.channel;

import io.graphrecall.service.snapshot.ServingSnapshot;

/**
 * The best of the contents offered, equal scores by the tie break. Takes up to twice as many as are wanted before it
 * sorts and keeps the better half, which costs less than to keep an order all the time. Not thread-safe.
 */
final class TopContents {

    private final int limit;
    private final TieBreak tieBreak;
    private final ServingSnapshot snapshot;
    /** Scores with content ordinals, as {@link TieBreak#entry}. */
    private final long[] entries;
    private int size;
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
        entries[size++] = TieBreak.entry(score, content);
        if (size == limit) {
            worst = lowest();
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
            scores[i] = TieBreak.score(entries[size - 1 - i]);
        }
        return scores;
    }

    private void keepBest() {
        tieBreak.sort(entries, size, snapshot::contentHash);
        if (size >= limit && limit > 0) {
            System.arraycopy(entries, size - limit, entries, 0, limit);
            size = limit;
            worst = TieBreak.score(entries[0]);
        }
    }

    private float lowest() {
        long lowest = entries[0];
        for (int i = 1; i < size; i++) {
            lowest = Math.min(lowest, entries[i]);
        }
        return TieBreak.score(lowest);
    }
}
