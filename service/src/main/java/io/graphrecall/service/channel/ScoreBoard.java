package io.graphrecall.service.channel;

import io.graphrecall.service.filter.ContentFilter;

import java.util.Arrays;

/**
 * Sums of positive scores by ordinal, and the best of them. The board lists the ordinals that it touches while they are
 * few; otherwise it scans all ordinals at the end. Dense in memory, so boards are reused: see {@link ScoreBoards}. Not
 * thread-safe.
 */
public final class ScoreBoard implements AutoCloseable {

    /** Above one touched ordinal in so many, a scan over all is cheaper than the list. */
    private static final int LISTED_SHARE = 4;
    /** Above one touched ordinal in so many, clearing all is cheaper than clearing the listed ones. */
    private static final int CLEARED_SHARE = 8;

    private final ScoreBoards owner;
    private final ScoreHistogram histogram = new ScoreHistogram();
    private float[] scores;
    private int range;
    /** The ordinals with a score, the first {@code count}, while {@code listed}. */
    private int[] touched = new int[1024];
    private int count;
    private boolean listed = true;

    ScoreBoard(ScoreBoards owner, int range) {
        this.owner = owner;
        scores = new float[range];
        this.range = range;
    }

    /** Makes room for ordinals below {@code range}. */
    void ensure(int range) {
        if (scores.length < range) {
            scores = Arrays.copyOf(scores, Math.max(range, scores.length + (scores.length >> 3)));
        }
        this.range = range;
    }

    /** Adds to the score of an ordinal. */
    public void add(int ordinal, float score) {
        float before = scores[ordinal];
        if (before == 0f && listed) {
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, count * 2);
            }
            touched[count++] = ordinal;
        }
        scores[ordinal] = before + score;
    }

    /** Adds to the scores of a slice of ordinals: to each its weight times {@code scale}. */
    public void addAll(int[] ordinals, float[] weights, int start, int end, float scale) {
        listed &= count + end - start <= range / LISTED_SHARE;
        if (listed) {
            addListed(ordinals, weights, start, end, scale);
            return;
        }
        float[] sums = scores;
        for (int i = start; i < end; i++) {
            sums[ordinals[i]] += scale * weights[i];
        }
    }

    /**
     * Subtracts from the scores of a slice of ordinals: from each its weight times {@code scale}, down to 0. Must follow all
     * additions.
     */
    public void subtractAll(int[] ordinals, float[] weights, int start, int end, float scale) {
        for (int i = start; i < end; i++) {
            scores[ordinals[i]] = Math.max(0f, scores[ordinals[i]] - scale * weights[i]);
        }
    }

    private void addListed(int[] ordinals, float[] weights, int start, int end, float scale) {
        if (touched.length - count < end - start) {
            touched = Arrays.copyOf(touched, Math.max(touched.length * 2, count + end - start));
        }
        float[] sums = scores;
        int[] list = touched;
        int size = count;
        for (int i = start; i < end; i++) {
            int ordinal = ordinals[i];
            float before = sums[ordinal];
            sums[ordinal] = before + scale * weights[i];
            // Always written, but kept only if the ordinal is new on the board: no branch to mispredict.
            list[size] = ordinal;
            size += before == 0f ? 1 : 0;
        }
        count = size;
    }

    private void ensureListed() {
        if (!listed) {
            if (touched.length < range) {
                touched = new int[scores.length];
            }
            count = 0;
            for (int ordinal = 0; ordinal < range; ordinal++) {
                touched[count] = ordinal;
                count += scores[ordinal] != 0f ? 1 : 0;
            }
            listed = true;
        }
    }

    /**
     * Returns the contents with the highest positive scores that the query's filter accepts, ties by the tie break, and
     * empties the board. The filter is applied only to contents that are among the best so far, which most are not.
     */
    public ChannelResult best(RecallQuery query, Reasons reasons) {
        ContentFilter filter = query.filter();
        int seen = removeSeen(filter);
        ensureListed();
        TopContents top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
        float floor = count <= query.size() ? 0 : floor(query.size());
        int filtered = offer(top, filter, floor, Float.POSITIVE_INFINITY);
        if (!top.full()) {
            filtered += offer(top, filter, 0, floor);
        }
        clear();
        return new ChannelResult(top.contents(), top.scores(), reasons, seen, filtered);
    }

    /** Offers the contents with a positive score in {@code [from, below)}. Returns the number of filtered ones. */
    private int offer(TopContents top, ContentFilter filter, float from, float below) {
        boolean removesNothing = filter.removesNothing();
        int filtered = 0;
        for (int i = 0; i < count; i++) {
            float score = scores[touched[i]];
            if (score >= from && score < below && score > 0f && top.accepts(score)) {
                if (removesNothing || !filter.removes(touched[i])) {
                    top.offer(touched[i], score);
                } else {
                    filtered++;
                }
            }
        }
        return filtered;
    }

    private float floor(int size) {
        histogram.clear();
        for (int i = 0; i < count; i++) {
            histogram.add(scores[touched[i]]);
        }
        return histogram.floor(size);
    }

    /** Returns the score of an ordinal; 0 if nothing was added. */
    public float score(int ordinal) {
        return scores[ordinal];
    }

    /** Resets all scores to 0. */
    public void clear() {
        if (!listed || count > range / CLEARED_SHARE) {
            Arrays.fill(scores, 0, range, 0f);
        } else {
            for (int i = 0; i < count; i++) {
                scores[touched[i]] = 0f;
            }
        }
        count = 0;
        listed = true;
    }

    private int removeSeen(ContentFilter filter) {
        int removed = 0;
        for (int content : filter.seen()) {
            if (scores[content] > 0f) {
                scores[content] = 0f;
                removed++;
            }
        }
        return removed;
    }

    /** Clears the board and gives it back for reuse. */
    @Override
    public void close() {
        clear();
        owner.giveBack(this);
    }
}
