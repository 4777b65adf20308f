package io.graphrecall.loaders.format;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells of an event that has no {@code event_id} how many like it came before: the last ingredient of its identity.
 */
@FunctionalInterface
public interface Occurrences {

    /**
     * @param firstIdentity the identity the event has if it is the first of its like
     * @param order         the line or arrival number of the event
     * @return 0 for the first event of its like, 1 for the second, and so on
     */
    int before(String firstIdentity, long order);

    /** Counts within what one caller posts at once, in memory. */
    static Occurrences counting() {
        Map<String, Integer> seen = new HashMap<>();
        return (firstIdentity, order) -> seen.merge(firstIdentity, 1, Integer::sum) - 1;
    }
}
