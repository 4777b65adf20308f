package io.graphrecall.service.channel;

import io.graphrecall.service.filter.ContentFilter;

import java.util.Arrays;

/**
 * Adds up positive scores by content ordinal and takes the best. Sparse in what it touches and dense in memory, so a
 * board is reused: {@link #best} leaves it empty. Not thread-safe.
 */
final class ScoreBoard {

    private float[] scores;
    private int[] touched = new int[1024];
    private int count;

    ScoreBoard(int contents) {
        scores = new float[contents];
    }

    /** Makes room for ordinals below {@code contents}. */
    void ensure(int contents) {
        if (scores.length < contents) {
            scores = Arrays.copyOf(scores, Math.max(contents, scores.length + (scores.length >> 3)));
        }
    }

    /** Adds to a content's score. */
    void add(int content, float score) {
        float before = scores[content];
        if (before == 0f) {
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, count * 2);
            }
            touched[count++] = content;
        }
        scores[content] = before + score;
    }

    /** Adds to the scores of a slice of contents, to each its weight times {@code scale}. */
    void addAll(int[] contents, float[] weights, int start, int end, float scale) {
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

    /**
     * The {@code size} best contents with a positive score that the filter accepts; equal scores by the tie break.
     * Empties the board. The filter is asked only about contents that would be among the best so far: most of what is
     * touched never is.
     */
    ChannelAnswer best(RecallQuery query, ReasonsOf reasons) {
        ContentFilter filter = query.filter();
        int seen = forgetSeen(filter);
        boolean removesNothing = filter.removesNothing();
        TopContents top = new TopContents(query.size(), query.tieBreak(), query.snapshot());
        int filtered = 0;
        for (int i = 0; i < count; i++) {
            int content = touched[i];
            float score = scores[content];
            scores[content] = 0f;
            if (score > 0f && top.wants(score)) {
                if (removesNothing || !filter.removes(content)) {
                    top.offer(content, score);
                } else {
                    filtered++;
                }
            }
        }
        count = 0;
        int[] contents = top.contents();
        return new ChannelAnswer(contents, top.scores(), reasons.of(contents), seen, filtered);
    }

    /** Makes the reasons for some contents. */
    @FunctionalInterface
    interface ReasonsOf {
        Reasons of(int[] contents);
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
