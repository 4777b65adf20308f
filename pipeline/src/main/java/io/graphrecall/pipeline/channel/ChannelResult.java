package io.graphrecall.pipeline.channel;

import io.graphrecall.blend.ChannelList;
import io.graphrecall.blend.ChannelShare;

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

    /** An answer without contents. */
    public static final ChannelResult NOTHING = new ChannelResult(new int[0], new float[0], Reasons.NONE, 0, 0);

    /** Returns this result as a list of a blend. */
    public ChannelList list(String channel, ChannelShare share) {
        return new ChannelList(channel, contents, scores, share);
    }

    public int size() {
        return contents.length;
    }
}
