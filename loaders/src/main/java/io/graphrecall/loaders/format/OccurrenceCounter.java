package io.graphrecall.loaders.format;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts earlier identical events of an event without {@code event_id}. The count is part of the event's identity.
 */
@FunctionalInterface
public interface OccurrenceCounter {

    /**
     * Returns the number of earlier identical events: 0 for the first, 1 for the second, and so on.
     *
     * @param firstIdentity identity that the event has if it is the first
     */
    int previous(String firstIdentity);

    /** Creates a counter in memory, for the events of one request. */
    static OccurrenceCounter counting() {
        Map<String, Integer> seen = new HashMap<>();
        return firstIdentity -> seen.merge(firstIdentity, 1, Integer::sum) - 1;
    }
}
