package io.graphrecall.evaluation.protocol;

import java.util.BitSet;
import java.util.List;

/**
 * Lines withheld with targets: events of the user from the target on, and earlier ones on the same content or with the
 * request id of the target.
 */
final class WithheldEvents {

    private final BitSet lines = new BitSet();

    /**
     * Withholds a target and the events of the user that depend on it.
     *
     * @param events all events of the user, in chronological order
     */
    void add(LoggedEvent target, List<LoggedEvent> events) {
        for (LoggedEvent event : events) {
            if (LoggedEvent.IN_ORDER.compare(event, target) >= 0 || event.target().equals(target.target())
                    || (target.requestId() != null && target.requestId().equals(event.requestId()))) {
                withhold(event);
            }
        }
    }

    /** Withholds one event. */
    void withhold(LoggedEvent event) {
        lines.set(Math.toIntExact(event.line()));
    }

    BitSet lines() {
        return lines;
    }
}
