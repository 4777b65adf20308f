package io.graphrecall.service.channel;

import io.graphrecall.service.snapshot.ServingSnapshot;

/**
 * The best of the offered contents, ties by the tie break. Collects twice the limit before it sorts and keeps the better
 * half, which costs less than a heap. Not thread-safe.
 */
public final class TopContents {

    private final int limit;
    private final TieBreak tieBreak;
    private final ServingSnapshot snapshot;
    /** As {@link TieBreak#entry}. */
    private final long[] entries;
    private int size;
    /** No lower score can be among the best. */
    private float threshold;

    public TopContents(int limit, TieBreak tieBreak, ServingSnapshot snapshot) {
        this.limit = limit;
        this.tieBreak = tieBreak;
        this.snapshot = snapshot;
        entries = new long[2 * limit];
        threshold = limit == 0 ? Float.POSITIVE_INFINITY : 0;
    }

    /** @param score positive */
    public void offer(int content, float score) {
        if (!accepts(score)) {
            return;
        }
        entries[size++] = TieBreak.entry(score, content);
        if (size == limit) {
            threshold = lowest();
        } else if (size == entries.length) {
            keepBest();
        }
    }

    /** Returns true if a content with this score may be among the best of those offered so far. */
    public boolean accepts(float score) {
        return score >= threshold && limit > 0;
    }

    /** Returns true if at least {@code limit} contents were offered. */
    public boolean full() {
        return size >= limit;
    }

    /** Returns the kept contents, the best first. */
    public int[] contents() {
        keepBest();
        int[] contents = new int[size];
        for (int i = 0; i < size; i++) {
            contents[i] = (int) entries[size - 1 - i];
        }
        return contents;
    }

    /** Returns the scores of {@link #contents()}, which is called first. */
    public float[] scores() {
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
            threshold = TieBreak.score(entries[0]);
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
