package io.graphrecall.service.channel.deepmatch;

import io.graphrecall.service.state.Engagement;
import io.graphrecall.service.state.UserState;

import java.util.List;

/** Hash of a user's sequences. It changes when an event is added, removed or moved. */
final class SequenceFingerprint {

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private SequenceFingerprint() {}

    static long of(UserState user) {
        long hash = 0;
        for (List<Engagement> sequence : List.of(user.contents(), user.items(), user.queries())) {
            for (Engagement engagement : sequence) {
                hash = mixed(hash + engagement.eventId().hashCode());
                hash = mixed(hash + engagement.key().hashCode());
            }
            hash = mixed(hash + sequence.size());
        }
        return hash;
    }

    private static long mixed(long number) {
        long h = number * FACTOR;
        return h ^ h >>> 32;
    }
}
