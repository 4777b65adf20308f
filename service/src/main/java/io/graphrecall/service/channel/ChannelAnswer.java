package io.graphrecall.service.channel;

/**
 * What one channel recalled, the best first. The arrays are owned by this answer and must not be changed.
 *
 * @param contents ordinals within the query's snapshot
 * @param scores   in the channel's own unit, descending
 * @param reasons  what led to each of the contents
 * @param seen     how many more contents the channel reached that the user has seen already
 * @param filtered how many more would have been among the best when they came up, but for a filter
 */
public record ChannelAnswer(int[] contents, float[] scores, Reasons reasons, int seen, int filtered) {

    public static final ChannelAnswer NOTHING = new ChannelAnswer(new int[0], new float[0], Reasons.NONE, 0, 0);

    public ChannelAnswer {
        if (contents.length != scores.length) {
            throw new IllegalArgumentException(
                    "one score a content: " + contents.length + " contents, " + scores.length + " scores");
        }
    }

    public int size() {
        return contents.length;
    }
}
