package io.graphrecall.service.channel;

import io.graphrecall.service.filter.ContentFilter;

import java.util.Arrays;
import java.util.List;

/**
 * Adds up scores by content ordinal and takes the best. Sparse in what it touches and dense in memory, so a board is
 * reused: {@link #best} leaves it empty. Not thread-safe.
 */
final class ScoreBoard {

    private float[] scores;
    /** The largest single addition a content got, and the reason for it. */
    private float[] largest;

    private int[] reasons;
    private int[] touched = new int[1024];
    private int count;

    ScoreBoard(int contents) {
        scores = new float[contents];
        largest = new float[contents];
        reasons = new int[contents];
    }

    /** Makes room for ordinals below {@code contents}. */
    void ensure(int contents) {
        if (scores.length < contents) {
            int size = Math.max(contents, scores.length + (scores.length >> 3));
            scores = Arrays.copyOf(scores, size);
            largest = Arrays.copyOf(largest, size);
            reasons = Arrays.copyOf(reasons, size);
        }
    }

    /** Adds to a content's score; {@code reason} is remembered if this is the content's largest addition so far. */
    void add(int content, float score, int reason) {
        if (scores[content] == 0f && largest[content] == 0f) {
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, count * 2);
            }
            touched[count++] = content;
            largest[content] = Float.MIN_NORMAL;
            reasons[content] = reason;
        }
        scores[content] += score;
        if (score > largest[content]) {
            largest[content] = score;
            reasons[content] = reason;
        }
    }

    /**
     * The {@code size} best contents with a positive score that the filter accepts; equal scores by the tie break.
     * Empties the board. The filter is asked only about contents that would be among the best so far: most of what is
     * touched never is.
     */
    ChannelAnswer best(int size, RecallQuery query, List<Reason> because) {
        TopContents top = new TopContents(size, query.tieBreak(), query.snapshot());
        int seen = forgetSeen(query.filter());
        int filtered = 0;
        for (int i = 0; i < count; i++) {
            int content = touched[i];
            float score = scores[content];
            if (score > 0f && top.wants(score)) {
                if (query.filter().accepts(content)) {
                    top.offer(content, score);
                } else {
                    filtered++;
                }
            }
        }
        int[] contents = top.contents();
        int[] reasonOf = new int[contents.length];
        for (int i = 0; i < contents.length; i++) {
            reasonOf[i] = reasons[contents[i]];
        }
        float[] best = top.scores();
        clear();
        return new ChannelAnswer(contents, best, reasonOf, because, seen, filtered);
    }

    /** Takes what the user has seen off the board; how many that were. */
    private int forgetSeen(ContentFilter filter) {
        int[] forgotten = {0};
        filter.forEachSeen(content -> {
            if (scores[content] > 0f) {
                scores[content] = 0f;
                forgotten[0]++;
            }
        });
        return forgotten[0];
    }

    void clear() {
        for (int i = 0; i < count; i++) {
            scores[touched[i]] = 0f;
            largest[touched[i]] = 0f;
        }
        count = 0;
    }
}
