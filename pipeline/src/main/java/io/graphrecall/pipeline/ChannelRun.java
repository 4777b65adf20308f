package io.graphrecall.pipeline;

import io.graphrecall.blend.ChannelShare;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one channel call.
 *
 * @param beganNanos {@link System#nanoTime} of the beginning; for {@link Status#TIMEOUT} of the wait
 * @param tookNanos execution time; for {@link Status#TIMEOUT} the time waited
 * @param reason    why a channel with status OK returned nothing, or why it is OFF, in words; null otherwise
 * @param answer    the recalled contents; empty unless the status is {@link Status#OK}
 */
public record ChannelRun(String channel, ChannelShare share, Status status, long beganNanos, long tookNanos,
        @Nullable String reason,
        ChannelResult answer) {

    /** Outcome of a channel call. */
    public enum Status implements WireNamed {
        OK,
        /** The channel is not available for this data, for example {@code fresh} without real timestamps. */
        OFF,
        /** The channel did not finish by the deadline. */
        TIMEOUT,
        /** The channel threw an exception, which is logged. */
        FAILED;

        /** Returns true if the result lacks contents because of this outcome. */
        public boolean degraded() {
            return this == TIMEOUT || this == FAILED;
        }
    }
}
