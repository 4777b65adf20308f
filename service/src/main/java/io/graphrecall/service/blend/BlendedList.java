package io.graphrecall.service.blend;

import java.util.Arrays;

/** The selected candidates, the best first, with their ranks in each channel. */
public final class BlendedList {

    private final CandidatePool pool;
    private final double[] scores;
    private final int[] selected;
    /** By list and position. */
    private final int[] ranks;

    BlendedList(CandidatePool pool, double[] scores, int[] selected) {
        this.pool = pool;
        this.scores = scores;
        this.selected = selected;
        ranks = pool.ranks(selected);
    }

    /** Returns a part of this list. It is shorter if the list ends before. */
    public BlendedList page(int offset, int size) {
        int from = Math.min(offset, selected.length);
        return new BlendedList(
                pool, scores, Arrays.copyOfRange(selected, from, Math.min(selected.length, from + size)));
    }

    public int size() {
        return selected.length;
    }

    /** Returns the content ordinal of the candidate at a position. */
    public int content(int position) {
        return pool.content(selected[position]);
    }

    public double score(int position) {
        return scores[selected[position]];
    }

    /** Returns the rank from 0 of the candidate at a position in a channel's list, or -1 if the list does not have it. */
    public int rank(int position, int channel) {
        return ranks[channel * selected.length + position];
    }
}
