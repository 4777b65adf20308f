package io.graphrecall.service.state;

import java.time.Duration;

/**
 * How user states are kept in memory.
 *
 * @param maxEntries how many a member keeps, the least recently used leave first
 * @param maxAge     after at most this time a state is read from the graph again, so that nothing missed stays missed
 * @param maxIdle    a state nobody asks for leaves after this time
 * @param preload    how many users' states are read before the service is ready, those with the latest behaviour
 * @param backups    copies of a state on other members
 */
public record StateParameters(int maxEntries, Duration maxAge, Duration maxIdle, int preload, int backups) {

    public StateParameters {
        if (maxEntries < 1) {
            throw new IllegalArgumentException("max-entries is " + maxEntries + ", at least 1 is needed");
        }
        if (maxAge.toSeconds() < 1 || maxIdle.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "max-age and max-idle are at least one second, not " + maxAge + " and " + maxIdle);
        }
        if (preload < 0 || preload > maxEntries) {
            throw new IllegalArgumentException(
                    "preload is " + preload + ", expected 0 to max-entries, which is " + maxEntries);
        }
        if (backups < 0 || backups > 6) {
            throw new IllegalArgumentException("backups is " + backups + ", expected 0 to 6");
        }
    }

    /** The same, reading a state only when it is asked for. */
    public StateParameters withoutPreload() {
        return new StateParameters(maxEntries, maxAge, maxIdle, 0, backups);
    }
}
