package io.graphrecall.service.pipeline;

import io.graphrecall.service.channel.Reason;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/**
 * How one content fared in a recall.
 *
 * @param rank     its place in the answer, from 1 up; 0 where it is not in it
 * @param channels what became of it in each channel, in order of priority
 */
public record ContentTrace(int rank, List<Channel> channels) {

    public ContentTrace {
        channels = List.copyOf(channels);
    }

    /**
     * What became of it in one channel.
     *
     * @param rank   its place in the channel's list, from 1 up, however long; 0 where the channel does not reach it or
     *               must not answer it
     * @param detail what exactly
     * @param reason what leads the channel to it; null where nothing does or there is no single reason
     */
    public record Channel(String id, Outcome outcome, int rank, String detail, @Nullable Reason reason) {}

    /** What can become of a content in a channel. */
    public enum Outcome {
        /** In the answer, and this channel brought it. */
        RECALLED,
        /** This channel brought it; the blend put others before it. */
        BELOW_CUT,
        /** Behind the last that this channel may bring. */
        QUOTA,
        /** Reached, but the user has seen it. */
        SEEN,
        /** Reached, but a filter removes it. */
        FILTER,
        /** The channel was not done by its deadline. */
        DEADLINE,
        /** The channel failed. */
        FAILED,
        /** The channel cannot work on this data. */
        OFF,
        /** Nothing leads this channel to it. */
        NOT_CONNECTED;

        /** The name in answers: lower case. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
