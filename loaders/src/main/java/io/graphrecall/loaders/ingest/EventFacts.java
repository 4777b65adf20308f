package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.BehaviourEvent;

import java.util.Objects;

/** Words for what two events of one identity disagree on. */
final class EventFacts {

    private EventFacts() {}

    /** The first fact that differs, as {@code user_id 'a', not 'b'}, where a is what the graph has. */
    static String difference(BehaviourEvent had, BehaviourEvent given) {
        Object[][] facts = {
            {"user_id", had.user().key(), given.user().key()},
            {"action", had.action().wireName(), given.action().wireName()},
            {had.target().label().keyProperty(), had.target().key(), given.target().key()},
            {"timestamp", had.at(), given.at()},
            {"dwell_ms", had.dwellMs(), given.dwellMs()},
            {"scene", had.scene(), given.scene()},
            {"query", had.query() == null ? null : had.query().key(),
                given.query() == null ? null : given.query().key()},
            {"request_id", had.requestId(), given.requestId()}};
        for (Object[] fact : facts) {
            if (!Objects.equals(fact[1], fact[2])) {
                return fact[0] + " " + quoted(fact[1]) + ", not " + quoted(fact[2]);
            }
        }
        throw new IllegalArgumentException("both tell the same: " + had);
    }

    private static String quoted(Object fact) {
        return fact == null ? "none" : "'" + fact + "'";
    }
}
