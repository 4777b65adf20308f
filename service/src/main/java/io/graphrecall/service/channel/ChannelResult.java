package io.graphrecall.service.channel;

/**
 * The contents that one channel retrieved, the best first. The arrays belong to the answer and must not be changed.
 *
 * @param contents ordinals within the query's snapshot
 * @param scores   in the channel's own unit, descending
 * @param reasons  finds the reason for each content
 * @param seen     number of further contents that the channel reached and the user has seen already
 * @param filtered number of further contents that a filter removed when they were among the best so far
 */
public record ChannelResult(int[] contents, float[] scores, Reasons reasons, int seen, int filtered) {

    /**
     * Score of contents that only fill a list, in no order. Blends by rank or score put them behind all others: the lowest
     * positive value that floats represent with full precision.
     */
    public static final float FILLER = Float.MIN_NORMAL;

    /** An answer without contents. */
    public static final ChannelResult NOTHING = new ChannelResult(new int[0], new float[0], Reasons.NONE, 0, 0);

    public int size() {
        return contents.length;
    }
}
