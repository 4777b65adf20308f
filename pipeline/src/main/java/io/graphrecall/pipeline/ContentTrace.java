package io.graphrecall.pipeline;

import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.filter.Exclusion;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The outcome of one content in a recall.
 *
 * @param rank       its rank in the result, from 1; 0 if the result does not contain it
 * @param exclusions conditions that keep it out of the result, whatever channel reaches it
 * @param channels   its outcome in each channel, in order of priority; empty if the snapshot lacks the content
 */
public record ContentTrace(int rank, List<Exclusion> exclusions, List<Channel> channels) {

    public ContentTrace {
        exclusions = List.copyOf(exclusions);
        channels = List.copyOf(channels);
    }

    /**
     * The outcome of the content in one channel.
     *
     * @param rank   its rank in the channel's list without a quota, from 1; 0 if the channel does not reach it or a filter
     *               removes it
     * @param detail a sentence for people
     * @param reason the channel's reason for the content; null if the channel does not reach it or has no single reason
     */
    public record Channel(String id, Outcome outcome, int rank, String detail, @Nullable Reason reason) {}

    /** Outcome of a content in a channel. */
    public enum Outcome implements WireNamed {
        /** The result contains it, and this channel returned it. */
        RECALLED,
        /** This channel returned it, but the blend ranks it below the result or on another page, or minimums displace it. */
        BELOW_CUT,
        /** This channel returned it, but a limit of the result leaves it out. */
        LIMIT,
        /** Its rank in the channel exceeds the channel's quota. */
        QUOTA,
        /** Reached, but the user has seen it. */
        SEEN,
        /** Reached, but a filter removes it, or no channel of the query found it. */
        FILTER,
        /** The channel did not finish by the deadline. */
        DEADLINE,
        /** The channel failed. */
        FAILED,
        /** The channel is not available for this data. */
        OFF,
        /** The channel does not reach it. */
        NOT_CONNECTED;
    }
}
