package io.graphrecall.service.channel;

import io.graphrecall.service.filter.ContentFilter;

import java.util.Arrays;

/**
 * Adds up positive scores by content ordinal and takes the best. Lists what it touches as long as that is little beside
 * all there is, and looks through all afterwards where it is not. Dense in memory, so a board is reused: {@link #best}
 * leaves it empty. Not thread-safe.
 */
final class ScoreBoard {

    /** Buckets of a histogram go by sign, exponent and four bits of the mantissa; positive floats order as their bits. */
    private static final int BUCKET_SHIFT = 19;

    private final int[] histogram = new int[1 << (Integer.SIZE - 1 - BUCKET_SHIFT)];
    /** To list what is touched costs more than to look through all once it is more than one in so many. */
    private static final int LISTED_SHARE = 4;

    private float[] scores;
    private int contents;
    /** What has a score, the first {@code count}, as long as it is listed. */
    private int[] touched = new int[1024];
    private int count;
    private boolean listed = true;

    ScoreBoard(int contents) {
        scores = new float[contents];
        this.contents = contents;
    }

    /** Makes room for ordinals below {@code contents}. */
    void ensure(int contents) {
        if (scores.length < contents) {
            scores = Arrays.copyOf(scores, Math.max(contents, scores.length + (scores.length >> 3)));
        }
        this.contents = contents;
    }

    /** Adds to a content's score. */
    void add(int content, float score) {
        float before = scores[content];
        if (before == 0f && listed) {
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, count * 2);
            }
            touched[count++] = content;
        }
        scores[content] = before + score;
    }

    /** Adds to the scores of a slice of contents, to each its weight times {@code scale}. */
    void addAll(int[] contents, float[] weights, int start, int end, float scale) {
        listed &= count + end - start <= this.contents / LISTED_SHARE;
        if (listed) {
            addListed(contents, weights, start, end, scale);
            return;
        }
        float[] sums = scores;
        for (int i = start; i < end; i++) {
            sums[contents[i]] += scale * weights[i];
        }
    }

    private void addListed(int[] contents, float[] weights, int start, int end, float scale) {
        if (touched.length - count < end - start) {
            touched = Arrays.copyOf(touched, Math.max(touched.length * 2, count + end - start));
        }
        float[] sums = scores;
        int[] list = touched;
        int size = count;
        for (int i = start; i < end; i++) {
            int content = contents[i];
            float before = sums[content];
            sums[content] = before + scale * weights[i];
            // Written in any case, kept only where the content is new on the board: no branch to mispredict.
            list[size] = content;
            size += before == 0f ? 1 : 0;
        }
        count = size;
    }

    /** Lists everything that has a score, where that was left. */
    private void list() {
        if (!listed) {
            if (touched.length < contents) {
                touched = new int[scores.length];
            }
            count = 0;
            for (int content = 0; content < contents; content++) {
                touched[count] = content;
                count += scores[content] != 0f ? 1 : 0;
            }
            listed = true;
        }
    }

    /**
     * The {@code size} best contents with a positive score that the filter accepts; equal scores by the tie break.
     * Empties the board. The filter is asked only about contents that would be among the best: most of what is touched
     * never is.
     */
    ChannelAnswer best(RecallQuery query, Reasons reasons) {
        ContentFilter filter = query.filter();
        int seen = forgetSeen(filter);
        list();
        TopContents top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
        float floor = count <= query.size() ? 0 : floor(query.size());
        int filtered = offer(top, filter, floor, Float.POSITIVE_INFINITY);
        if (!top.full()) {
            filtered += offer(top, filter, 0, floor);
        }
        clear();
        return new ChannelAnswer(top.contents(), top.scores(), reasons, seen, filtered);
    }

    /** Offers the contents with a positive score from {@code from} up to below {@code below}. Counts filtered ones. */
    private int offer(TopContents top, ContentFilter filter, float from, float below) {
        boolean removesNothing = filter.removesNothing();
        int filtered = 0;
        for (int i = 0; i < count; i++) {
            float score = scores[touched[i]];
            if (score >= from && score < below && score > 0f && top.wants(score)) {
                if (removesNothing || !filter.removes(touched[i])) {
                    top.offer(touched[i], score);
                } else {
                    filtered++;
                }
            }
        }
        return filtered;
    }

    /** A score that at least {@code size} contents reach and not many more, from a histogram of the scores' bits. */
    private float floor(int size) {
        Arrays.fill(histogram, 0);
        for (int i = 0; i < count; i++) {
            histogram[Float.floatToRawIntBits(scores[touched[i]]) >>> BUCKET_SHIFT]++;
        }
        int bucket = histogram.length;
        for (int reached = 0; reached < size && bucket > 0; reached += histogram[bucket]) {
            bucket--;
        }
        return Float.intBitsToFloat(bucket << BUCKET_SHIFT);
    }

    /** A content's score; 0 where nothing was added. */
    float score(int content) {
        return scores[content];
    }

    /** Forgets all scores. */
    void clear() {
        if (!listed || count > contents / 8) {
            // Writing all in a row costs less than so many here and there.
            Arrays.fill(scores, 0, contents, 0f);
        } else {
            for (int i = 0; i < count; i++) {
                scores[touched[i]] = 0f;
            }
        }
        count = 0;
        listed = true;
    }

    /** Takes what the user has seen off the board; how many that were. */
    private int forgetSeen(ContentFilter filter) {
        int forgotten = 0;
        for (int content : filter.seen()) {
            if (scores[content] > 0f) {
                scores[content] = 0f;
                forgotten++;
            }
        }
        return forgotten;
    }
}
