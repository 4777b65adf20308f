package io.graphrecall.service.state;

import io.graphrecall.pipeline.settings.SettingsSection;

import java.time.Duration;

/**
 * Parameters of the user states in memory.
 *
 * @param maxEntries maximum number per member; the least recently used are evicted first
 * @param maxObjects maximum number that a member that is alone also keeps as objects, which saves decoding them
 * @param maxAge     time after which a state is read from the graph again, in case an update was missed
 * @param maxIdle    time after which an unused state is evicted
 * @param preload    number of states that are read at the start, those with the latest behaviour
 * @param backups    number of copies of a state on other members
 */
public record StateParameters(
        int maxEntries, int maxObjects, Duration maxAge, Duration maxIdle, int preload, int backups) {

    /** The section {@code state} of the settings. */
    public static final SettingsSection<StateParameters> SECTION = new SettingsSection<>("state",
            StateParameters.class);

    public StateParameters {
        if (maxEntries < 1) {
            throw new IllegalArgumentException("max-entries is " + maxEntries + ", at least 1 is needed");
        }
        if (maxObjects < 0) {
            throw new IllegalArgumentException("max-objects is " + maxObjects + ", expected 0 or more");
        }
        if (maxAge.toSeconds() < 1 || maxIdle.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "max-age and max-idle must be at least one second, but are " + maxAge + " and " + maxIdle);
        }
        if (preload < 0 || preload > maxEntries) {
            throw new IllegalArgumentException(
                    "preload is " + preload + ", expected 0 to max-entries, which is " + maxEntries);
        }
        if (backups < 0 || backups > 6) {
            throw new IllegalArgumentException("backups is " + backups + ", expected 0 to 6");
        }
    }
}
