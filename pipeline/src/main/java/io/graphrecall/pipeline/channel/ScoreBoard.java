package io.graphrecall.pipeline.channel;

import io.graphrecall.blend.ScoreHistogram;
import io.graphrecall.pipeline.filter.ContentFilter;
import io.graphrecall.retrieval.vector.InnerProducts;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Sums of positive scores by ordinal, and the best of them. The board lists the ordinals that it touches while they are
 * few; otherwise it scans all ordinals at the end. A board can be closed for further ordinals. Dense in memory, so boards
 * are reused: see {@link ScoreBoards}. Not thread-safe.
 */
public final class ScoreBoard implements AutoCloseable {

    /** Above one touched ordinal in so many, a scan over all is cheaper than the list. */
    private static final int LISTED_SHARE = 4;
    /** Above one touched ordinal in so many, clearing all is cheaper than clearing the listed ones. */
    private static final int CLEARED_SHARE = 8;
    /** Ordinals per group of a scan over all. */
    private static final int GROUP = InnerProducts.GROUP * InnerProducts.GROUP;
    /** The length of the scores is a multiple of it. */
    private static final int SCANNED = InnerProducts.WORD * InnerProducts.GROUP;

    private final ScoreBoards owner;
    private final ScoreHistogram histogram = new ScoreHistogram();
    private float[] scores = new float[0];
    private int range;
    /** The ordinals with a score, the first {@code count}, while {@code listed}. */
    private int[] touched = new int[1024];
    private int count;
    private boolean listed = true;
    /** True if ordinals without a score stay without. */
    private boolean closed;
    /** Highest scores by group of {@link InnerProducts#GROUP}, and then by group of those. */
    private float[] highest = new float[0];

    /** Creates a board without room. */
    ScoreBoard(ScoreBoards owner) {
        this.owner = owner;
    }

    /** Makes room for ordinals below {@code range}. */
    void ensure(int range) {
        if (scores.length < range) {
            int wanted = Math.max(range, scores.length + (scores.length >> 3));
            scores = Arrays.copyOf(scores, Math.ceilDiv(wanted, SCANNED) * SCANNED);
        }
        this.range = range;
    }

    public void add(int ordinal, float score) {
        float before = scores[ordinal];
        if (before == 0f && closed) {
            return;
        }
        if (before == 0f && listed) {
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, count * 2);
            }
            touched[count++] = ordinal;
        }
        scores[ordinal] = before + score;
    }

    /** Announces a number of additions, which may follow in several slices. */
    public void expect(int additions) {
        listed &= closed || count + additions <= range / LISTED_SHARE;
    }

    /** Adds to the scores of a slice of ordinals: to each its weight times {@code scale}. */
    public void addAll(int[] ordinals, float[] weights, int start, int end, float scale) {
        addAll(ordinals, weights, start, end, scale, 0);
    }

    /** Adds to the scores of a slice of ordinals: to each its weight times {@code scale}, plus {@code offset}. */
    public void addAll(int[] ordinals, float[] weights, int start, int end, float scale, float offset) {
        if (closed) {
            addClosed(ordinals, weights, start, end, scale, offset);
            return;
        }
        expect(end - start);
        if (listed) {
            addListed(ordinals, weights, start, end, scale, offset);
            return;
        }
        float[] sums = scores;
        for (int i = start; i < end; i++) {
            sums[ordinals[i]] += scale * weights[i] + offset;
        }
    }

    private void addClosed(int[] ordinals, float[] weights, int start, int end, float scale, float offset) {
        float[] sums = scores;
        for (int i = start; i < end; i++) {
            float before = sums[ordinals[i]];
            // Always written: no branch to mispredict.
            sums[ordinals[i]] = before == 0f ? 0f : before + scale * weights[i] + offset;
        }
    }

    /**
     * Drops the ordinals with a lower score and closes the board: later additions count only for ordinals with a score.
     *
     * @return number of ordinals that are left
     */
    public int closeBelow(float lowest) {
        int rows = listed ? count : range;
        int kept = 0;
        for (int i = 0; i < rows; i++) {
            int ordinal = listed ? touched[i] : i;
            if (scores[ordinal] < lowest) {
                scores[ordinal] = 0f;
            } else {
                if (kept == touched.length) {
                    touched = Arrays.copyOf(touched, kept * 2);
                }
                touched[kept++] = ordinal;
            }
        }
        count = kept;
        listed = true;
        closed = true;
        return kept;
    }

    /** Returns the ordinals of a closed board. */
    public int[] ordinals() {
        if (!closed) {
            throw new IllegalStateException("the board is not closed");
        }
        return Arrays.copyOf(touched, count);
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

    /** Multiplies each score by the factor of its ordinal. Must follow all additions. */
    public void multiply(IntToDoubleFunction factor) {
        int rows = listed ? count : range;
        for (int i = 0; i < rows; i++) {
            int ordinal = listed ? touched[i] : i;
            if (scores[ordinal] > 0f) {
                scores[ordinal] *= (float) factor.applyAsDouble(ordinal);
            }
        }
    }

    private void addListed(int[] ordinals, float[] weights, int start, int end, float scale, float offset) {
        if (touched.length - count < end - start) {
            touched = Arrays.copyOf(touched, Math.max(touched.length * 2, count + end - start));
        }
        float[] sums = scores;
        int[] list = touched;
        int size = count;
        for (int i = start; i < end; i++) {
            int ordinal = ordinals[i];
            float before = sums[ordinal];
            sums[ordinal] = before + scale * weights[i] + offset;
            // Always written, but kept only if the ordinal is new on the board: no branch to mispredict.
            list[size] = ordinal;
            size += before == 0f ? 1 : 0;
        }
        count = size;
    }

    /**
     * Returns the contents with the highest positive scores that the query's filter accepts, ties by the tie break. Drops
     * those that the user has seen from the board. The filter is applied only to contents that are among the best so far,
     * which most are not.
     */
    public ChannelResult best(RecallQuery query, Reasons reasons) {
        ContentFilter filter = query.filter();
        int seen = removeSeen(filter);
        TopContents top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
        float floor = tightFloor(query.size());
        int filtered = offer(top, filter, floor, Float.POSITIVE_INFINITY);
        if (!top.full()) {
            filtered += offer(top, filter, 0, floor);
        }
        return new ChannelResult(top.contents(), top.scores(), reasons, seen, filtered);
    }

    /** Offers the contents with a positive score in {@code [from, below)}. Returns the number of filtered ones. */
    private int offer(TopContents top, ContentFilter filter, float from, float below) {
        int filtered = 0;
        if (listed) {
            for (int i = 0; i < count; i++) {
                float score = scores[touched[i]];
                if (score >= from && score < below && score > 0f) {
                    filtered += offer(top, filter, touched[i]);
                }
            }
            return filtered;
        }
        float lowest = Math.max(from, Float.MIN_VALUE);
        for (int first = 0; first < range; first += InnerProducts.WORD) {
            long found = InnerProducts.inRange(scores, scores, 0, first, lowest, below);
            for (; found != 0; found &= found - 1) {
                filtered += offer(top, filter, first + Long.numberOfTrailingZeros(found));
            }
        }
        return filtered;
    }

    /** Offers a content if its score may be among the best. Returns 1 if it is filtered, else 0. */
    private int offer(TopContents top, ContentFilter filter, int content) {
        if (!top.accepts(scores[content])) {
            return 0;
        }
        if (filter.removes(content)) {
            return 1;
        }
        top.offer(content, scores[content]);
        return 0;
    }

    /** Returns a score that {@code size} ordinals or a few more reach; 0 if there are fewer. */
    public float floor(int size) {
        if (listed && count <= size) {
            return 0;
        }
        histogram.clear();
        if (listed) {
            for (int i = 0; i < count; i++) {
                histogram.add(scores[touched[i]]);
            }
        } else {
            addGroups();
        }
        return histogram.floor(size);
    }

    /**
     * Returns a {@link #floor} that fewer ordinals reach, for one more pass: many groups have several high scores, as similar
     * contents are neighbours.
     */
    private float tightFloor(int size) {
        float floor = floor(size);
        if (listed) {
            return floor;
        }
        histogram.clear();
        for (int first = 0; first < range; first += InnerProducts.WORD) {
            long found = InnerProducts.inRange(
                    scores, scores, 0, first, Math.max(floor, Float.MIN_VALUE), Float.POSITIVE_INFINITY);
            for (; found != 0; found &= found - 1) {
                histogram.add(scores[first + Long.numberOfTrailingZeros(found)]);
            }
        }
        return histogram.floor(size);
    }

    /** Adds the highest score of each group of ordinals. If K groups reach a score, K ordinals do. */
    private void addGroups() {
        int scanned = Math.ceilDiv(range, SCANNED) * SCANNED;
        int quarters = scanned / InnerProducts.GROUP;
        if (highest.length < quarters + quarters / InnerProducts.GROUP) {
            highest = new float[quarters + quarters / InnerProducts.GROUP];
        }
        InnerProducts.largest(scores, 0, scanned, highest, 0);
        InnerProducts.largest(highest, 0, quarters, highest, quarters);
        for (int group = quarters; group < quarters + scanned / GROUP; group++) {
            histogram.add(highest[group]);
        }
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
        closed = false;
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
