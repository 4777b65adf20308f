package io.graphrecall.service.state;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What the shared map holds for a user. Immutable. */
sealed interface StateEntry {

    /**
     * This entry after some events. Events that it knows already change nothing.
     *
     * @return null where the entry is better dropped, so that the next reading finds everything in the graph
     */
    @Nullable
    StateEntry with(List<Engagement> events, long seq);

    /** A state that is known. */
    record Loaded(UserState state) implements StateEntry {

        @Override
        public Loaded with(List<Engagement> events, long seq) {
            UserState next = state;
            for (Engagement event : events) {
                next = next.with(event);
            }
            return new Loaded(next.at(seq));
        }
    }

    /**
     * A state that is being read, with what happened meanwhile.
     *
     * @param token tells this note from any other for the same user. Only a reading of the graph that began after the
     *              note was there may replace it: every event that such a reading can miss is in {@code events}
     */
    record Pending(long token, List<Engagement> events, long seq) implements StateEntry {

        /** A reading takes milliseconds; a note that collects more than this was left behind by a member that died. */
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
