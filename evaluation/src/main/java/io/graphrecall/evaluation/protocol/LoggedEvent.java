package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeKey;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/**
 * A line of a behaviour log, as far as a protocol looks at it.
 *
 * @param line      its number, from 1; tells the order of events of the same time
 * @param target    the key of what was acted on
 * @param at        epoch milliseconds
 * @param requestId the recall request whose answer it acts on, or null
 */
public record LoggedEvent(long line, String user, Action action, NodeKey target, long at, @Nullable String requestId) {

    /** Earlier first; of the same time the earlier line first. */
    static final Comparator<LoggedEvent> IN_ORDER = Comparator.comparingLong(LoggedEvent::at)
            .thenComparingLong(LoggedEvent::line);

    /** Whether this is a positive engagement with a content. */
    public boolean positive() {
        return action.positive();
    }
}
