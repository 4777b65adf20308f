package io.graphrecall.gnn.training;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The mean of the hit rates at 10, 30, 50 and 100 and of the mean reciprocal rank of held-out targets, which still tells
 * models apart where a corpus is small. Not thread-safe.
 */
public final class RankMean {

    private static final int[] CUTS = {10, 30, 50, 100};

    private double sum;
    private int targets;

    /**
     * Adds a target.
     *
     * @param scores of some users, one after the other
     * @param begin  where the scores of the target's user begin
     * @param count  how many contents each user has a score of
     * @param target the content to be found
     * @param seen   contents that are left out
     */
    public void add(float[] scores, int begin, int count, int target, BitSet seen) {
        float own = scores[begin + target];
        int better = 1;
        for (int content = 0; content < count; content++) {
            better += scores[begin + content] > own && !seen.get(content) ? 1 : 0;
        }
        int rank = better;
        sum += Arrays.stream(CUTS).filter(cut -> rank <= cut).count() + 1.0 / rank;
        targets++;
    }

    /** The mean; 0 without targets. */
    public double mean() {
        return targets == 0 ? 0 : sum / ((CUTS.length + 1.0) * targets);
    }
}
