package io.graphrecall.evaluation.protocol;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lines withheld with targets: events of the user from the target on, all events of the user on the same content, and all
 * events with the same request id.
 */
final class WithheldEvents {

    private final BitSet lines = new BitSet();
    private final Set<String> requestIds = new HashSet<>();

    /**
     * Withholds a target and the events of the user that depend on it.
     *
     * @param events all events of the user, in chronological order
     */
    void add(LoggedEvent target, List<LoggedEvent> events) {
        if (target.requestId() != null) {
            requestIds.add(target.requestId());
        }
        for (LoggedEvent event : events) {
            if (LoggedEvent.IN_ORDER.compare(event, target) >= 0 || event.target().equals(target.target())) {
                withhold(event);
            }
        }
    }

    /** Withholds one event. */
    void withhold(LoggedEvent event) {
        lines.set(Math.toIntExact(event.line()));
    }

    /** Adds the lines of the full log with the request id of a target, and returns all withheld lines. */
    BitSet lines(EventLog log) {
        if (!requestIds.isEmpty()) {
            for (List<LoggedEvent> events : log.users()) {
                for (LoggedEvent event : events) {
                    if (event.requestId() != null && requestIds.contains(event.requestId())) {
                        withhold(event);
                    }
                }
            }
        }
        return lines;
    }
}
