package io.graphrecall.pipeline.channel;

import io.graphrecall.blend.TieBreak;
import io.graphrecall.metapath.sparse.Quickselect;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;

import java.util.function.LongPredicate;

/**
 * The best of the offered contents, ties by the tie break. Collects twice the limit before it selects the better half, which
 * costs less than a heap. Sorts only the result. Not thread-safe.
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
        if (size > limit) {
            keepBest();
        }
        tieBreak.sort(entries, size, snapshot::contentHash);
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
        int dropped = size - limit;
        Quickselect.select(entries, size, dropped);
        threshold = TieBreak.score(entries[dropped]);
        int ties = move(0, dropped, entry -> TieBreak.score(entry) < threshold);
        if (ties < dropped) {
            int end = move(dropped, size, entry -> TieBreak.score(entry) == threshold);
            tieBreak.select(entries, ties, end, end - dropped, snapshot::contentHash);
        }
        System.arraycopy(entries, dropped, entries, 0, limit);
        size = limit;
    }

    /** Moves the entries of a range that a condition selects to its start. Returns the end of these. */
    private int move(int from, int to, LongPredicate selected) {
        int end = from;
        for (int i = from; i < to; i++) {
            long entry = entries[i];
            if (selected.test(entry)) {
                entries[i] = entries[end];
                entries[end++] = entry;
            }
        }
        return end;
    }

    private float lowest() {
        long lowest = entries[0];
        for (int i = 1; i < size; i++) {
            lowest = Math.min(lowest, entries[i]);
        }
        return TieBreak.score(lowest);
    }
}
