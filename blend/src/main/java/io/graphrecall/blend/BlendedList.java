package io.graphrecall.blend;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** The selected candidates, the best first, with their ranks in each channel. */
public final class BlendedList {

    private final CandidatePool pool;
    private final double[] scores;
    private final int[] selected;
    /** By list and position. */
    private final int[] ranks;
    /** By slot; empty if the list is not interleaved. */
    private final List<@Nullable String> teams;

    /** @param teams teams of an interleaved list, by slot; empty for another list */
    BlendedList(CandidatePool pool, double[] scores, int[] selected, List<@Nullable String> teams) {
        this.pool = pool;
        this.scores = scores;
        this.selected = selected;
        this.teams = teams;
        ranks = pool.ranks(selected);
    }

    /** Returns a part of this list. It is shorter if the list ends before. */
    public BlendedList page(int offset, int size) {
        int from = Math.min(offset, selected.length);
        return new BlendedList(
                pool, scores, Arrays.copyOfRange(selected, from, Math.min(selected.length, from + size)), teams);
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

    /** Returns true if two teams drafted the candidates. */
    public boolean isInterleaved() {
        return !teams.isEmpty();
    }

    /** Returns the team that clicks on the candidate at a position are credited to; null for none. See {@link TeamDraft}. */
    public @Nullable String team(int position) {
        return teams.isEmpty() ? null : teams.get(selected[position]);
    }

    /** Returns the rank from 0 of the candidate at a position in a channel's list, or -1 if the list does not have it. */
    public int rank(int position, int channel) {
        return ranks[channel * selected.length + position];
    }
}
