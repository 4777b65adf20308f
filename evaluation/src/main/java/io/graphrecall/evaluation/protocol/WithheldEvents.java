package io.graphrecall.evaluation.protocol;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The lines withheld with targets: all events of the user at or after the target, every event of the user on its
 * content, and every event with its request id.
 */
final class WithheldEvents {

    private final BitSet lines = new BitSet();
    private final Set<String> requestIds = new HashSet<>();

    /**
     * Withholds what belongs to one target.
     *
     * @param events all events of the target's user, in order
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

    /** All lines withheld so far and, from the whole log, those with the request id of a target. */
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
