package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeKey;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Line of a behaviour log with the fields that a protocol needs.
 *
 * @param line      line number from 1; orders events of the same time
 * @param target    key of the content, item or query
 * @param at        time in epoch milliseconds
 * @param dwellMs   dwell time in milliseconds; -1 if unknown
 * @param requestId id of the recall request that returned the target; null if there is none
 */
public record LoggedEvent(
        long line, String user, Action action, NodeKey target, long at, long dwellMs, @Nullable String requestId) {

    /** Chronological order, then order of lines. */
    static final Comparator<LoggedEvent> IN_ORDER = Comparator.comparingLong(LoggedEvent::at)
            .thenComparingLong(LoggedEvent::line);

    /** Returns true for a positive engagement with a content. */
    public boolean positive() {
        return action.positive();
    }

    /** Returns the first positive engagement with each content among the events of a user. Only these can be targets. */
    static List<LoggedEvent> firstEngagements(List<LoggedEvent> events) {
        Set<NodeKey> known = new HashSet<>();
        return events.stream().filter(event -> event.positive() && known.add(event.target())).toList();
    }
}
