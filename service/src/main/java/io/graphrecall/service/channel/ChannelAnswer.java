package io.graphrecall.service.channel;

import java.util.List;

/**
 * What one channel recalled, the best first. The arrays are owned by this answer and must not be changed.
 *
 * @param contents ordinals within the query's snapshot
 * @param scores   in the channel's own unit, descending
 * @param reasons  for each content an index into {@code because}, -1 where there is no single reason
 * @param because  the reasons that {@code reasons} points to
 * @param seen     how many more contents the channel reached that the user has seen already
 * @param filtered how many more would have been among the best when they came up, but for a filter
 */
public record ChannelAnswer(
        int[] contents, float[] scores, int[] reasons, List<Reason> because, int seen, int filtered) {

    public static final ChannelAnswer NOTHING = new ChannelAnswer(new int[0], new float[0], new int[0], List.of(), 0,
            0);

    public ChannelAnswer {
        if (contents.length != scores.length || contents.length != reasons.length) {
            throw new IllegalArgumentException("one score and one reason a content: " + contents.length + " contents, "
                    + scores.length + " scores, " + reasons.length + " reasons");
        }
    }

    public int size() {
        return contents.length;
    }
}
