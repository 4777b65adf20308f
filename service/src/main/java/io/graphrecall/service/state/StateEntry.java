package io.graphrecall.service.state;

import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The entry of a user in the shared map. Immutable. */
sealed interface StateEntry {

    /**
     * Returns this entry after some events. Known events change nothing.
     *
     * @return null to drop the entry, so that the next read gets everything from the graph
     */
    @Nullable
    StateEntry with(List<Engagement> events, long seq);

    /**
     * A state from the graph, with the events since.
     *
     * @param expiresAt epoch milliseconds from which the entry is dropped with the next event; without events, its time to
     *                  live in the map ends it
     */
    record Loaded(UserState state, long expiresAt) implements StateEntry {

        @Override
        public @Nullable Loaded with(List<Engagement> events, long seq) {
            return System.currentTimeMillis() < expiresAt ? after(events, seq) : null;
        }

        Loaded after(List<Engagement> events, long seq) {
            return new Loaded(state.with(events).at(seq), expiresAt);
        }
    }

    /**
     * A state that is being read from the graph, with the events since the read began.
     *
     * @param token identifies the read. Only a read that began after this entry was stored may replace it: {@code events}
     *              has every event that such a read can miss
     */
    record Pending(long token, List<Engagement> events, long seq) implements StateEntry {

        /** A read takes milliseconds. An entry with more events was left by a member that crashed. */
        static final int MAX_EVENTS = 1000;

        @Override
        public @Nullable Pending with(List<Engagement> more, long seq) {
            if (events.size() + more.size() > MAX_EVENTS) {
                return null;
            }
            List<Engagement> all = new ArrayList<>(events);
            all.addAll(more);
            return new Pending(token, all, Math.max(seq, this.seq));
        }
    }
}
