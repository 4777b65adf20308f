package io.graphrecall.service.channel;

import io.graphrecall.service.state.Engagement;
import io.graphrecall.service.state.UserState;

import java.util.List;

/** Tells sequences of a user apart by a number: another one wherever an event came, went or changed its place. */
final class SequenceVersion {

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private SequenceVersion() {}

    static long of(UserState user) {
        long version = 0;
        for (List<Engagement> sequence : List.of(user.contents(), user.items(), user.queries())) {
            for (Engagement engagement : sequence) {
                version = mixed(version + engagement.eventId().hashCode());
                version = mixed(version + engagement.key().hashCode());
            }
            version = mixed(version + sequence.size());
        }
        return version;
    }

    private static long mixed(long number) {
        long h = number * FACTOR;
        return h ^ h >>> 32;
    }
}
