package io.graphrecall.pipeline.channel.deepmatch;

import io.graphrecall.gnn.deepmatch.Buckets;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;

import java.util.List;

/**
 * Hash of what a user's vector depends on. It changes when an event is added, removed or moved, and when the clock moves
 * an event out of the current session or the newest event of a sequence into the next bucket of ages.
 */
final class SequenceFingerprint {

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private SequenceFingerprint() {}

    /** @param now epoch milliseconds */
    static long of(UserState user, long now) {
        long hash = 0;
        for (List<Engagement> sequence : List.of(user.contents(), user.items(), user.queries())) {
            for (Engagement engagement : sequence) {
                hash = mixed(hash + engagement.eventId().hashCode());
                hash = mixed(hash + engagement.key().hashCode());
                hash = mixed(hash + engagement.action().name().hashCode());
                hash = mixed(hash + engagement.dwellMs());
            }
            long inSession = 0;
            for (Engagement engagement : sequence) {
                inSession += Buckets.inSession(age(engagement, now)) ? 1 : 0;
            }
            int newest = sequence.isEmpty() ? 0 : Buckets.ofAge(age(sequence.getLast(), now));
            hash = mixed(hash + sequence.size());
            hash = mixed(hash + (inSession << Byte.SIZE) + newest);
        }
        return hash;
    }

    /** Returns the age of an engagement in milliseconds; 0 if it is later than now. */
    static long age(Engagement engagement, long now) {
        return Math.max(0, now - engagement.at());
    }

    private static long mixed(long number) {
        long h = number * FACTOR;
        return h ^ h >>> 32;
    }
}
