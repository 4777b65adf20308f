package io.graphrecall.blend;

/**
 * The list of a channel and its share in the blended list. The arrays must not be changed.
 *
 * @param contents ordinals, the best first
 * @param scores   in the channel's own unit, descending
 */
public record ChannelList(String id, int[] contents, float[] scores, ChannelShare share) {

    /**
     * Score of contents that only fill a list, in no order. Blends by rank or score put them behind all others: the lowest
     * positive value that floats represent with full precision.
     */
    public static final float FILLER = Float.MIN_NORMAL;

    /** Number of candidates within the quota. */
    public int size() {
        return Math.min(contents.length, share.quota());
    }

    /** Returns true if the candidate at a rank, from 0, has the score {@link #FILLER}. */
    boolean isFiller(int rank) {
        return scores[rank] == FILLER;
    }

    /** Returns the L2 norm of the scores within the quota. */
    double norm() {
        double squares = 0;
        for (int rank = 0; rank < size(); rank++) {
            double score = scores[rank];
            squares += score * score;
        }
        return Math.sqrt(squares);
    }
}
