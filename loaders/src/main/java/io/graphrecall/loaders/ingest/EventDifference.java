package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.BehaviourEvent;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Describes the difference between two events with the same identity. */
final class EventDifference {

    private EventDifference() {}

    /** Returns the first difference as {@code user_id 'a', not 'b'}, where a is the value in the graph; null if there is none. */
    static @Nullable String describe(BehaviourEvent stored, BehaviourEvent given) {
        Object[][] facts = {
            {"user_id", stored.user().key(), given.user().key()},
            {"action", stored.action().wireName(), given.action().wireName()},
            {stored.target().label().keyProperty(), stored.target().key(), given.target().key()},
            {"timestamp", stored.at(), given.at()},
            {"dwell_ms", stored.dwellMs(), given.dwellMs()},
            {"scene", stored.scene(), given.scene()},
            {"query", stored.query() == null ? null : stored.query().key(),
                given.query() == null ? null : given.query().key()},
            {"request_id", stored.requestId(), given.requestId()}};
        for (Object[] fact : facts) {
            if (!Objects.equals(fact[1], fact[2])) {
                return fact[0] + " " + quoted(fact[1]) + ", not " + quoted(fact[2]);
            }
        }
        return null;
    }

    private static String quoted(Object fact) {
        return fact == null ? "none" : "'" + fact + "'";
    }
}
