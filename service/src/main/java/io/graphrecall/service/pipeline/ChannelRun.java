package io.graphrecall.service.pipeline;

import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.channel.ChannelAnswer;

import java.util.Locale;

/**
 * One channel's part in one request.
 *
 * @param tookNanos how long it worked, or was waited for
 * @param answer    what it recalled; nothing unless {@link Status#OK}
 */
public record ChannelRun(String channel, ChannelShare share, Status status, long tookNanos, ChannelAnswer answer) {

    /** How it went. */
    public enum Status {
        OK,
        /** Cannot work on this data: {@code fresh} without real times. */
        OFF,
        /** Not done by its deadline. */
        TIMEOUT,
        /** Threw something; the log says what. */
        FAILED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the answer is poorer for it. */
        public boolean degraded() {
            return this == TIMEOUT || this == FAILED;
        }
    }
}
