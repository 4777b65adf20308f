package io.graphrecall.service.blend;

/** The candidates that were chosen, the best first, and what every channel said of them. */
public final class BlendedList {

    private final CandidatePool pool;
    private final double[] scores;
    private final int[] chosen;

    BlendedList(CandidatePool pool, double[] scores, int[] chosen) {
        this.pool = pool;
        this.scores = scores;
        this.chosen = chosen;
    }

    public int size() {
        return chosen.length;
    }

    /** The content ordinal of the candidate at a position. */
    public int content(int position) {
        return pool.content(chosen[position]);
    }

    public double score(int position) {
        return scores[chosen[position]];
    }

    /** The rank, from 0 up, of the candidate at a position in a channel's list; -1 where that list lacks it. */
    public int rank(int position, int channel) {
        return pool.rank(chosen[position], channel);
    }
}
