package io.graphrecall.service.recall;

import io.graphrecall.pipeline.settings.SettingsSection;

import java.time.Duration;

/**
 * Settings for following the graph and for warm-up.
 *
 * @param followInterval time between two polls for writes of other programs and for a new current generation
 * @param warmUp         maximum number of recalls that warm up a generation before it serves
 * @param warmUpLimit    time after which the warm-up ends
 */
public record LiveSettings(Duration followInterval, int warmUp, Duration warmUpLimit) {

    /** The section {@code live} of the settings. */
    public static final SettingsSection<LiveSettings> SECTION = new SettingsSection<>("live", LiveSettings.class);

    public LiveSettings {
        if (followInterval.toMillis() < 1) {
            throw new IllegalArgumentException("follow-interval is " + followInterval + ", expected at least 1ms");
        }
        if (warmUp < 0) {
            throw new IllegalArgumentException("warm-up is " + warmUp + ", expected 0 or more");
        }
        if (warmUpLimit.isNegative()) {
            throw new IllegalArgumentException("warm-up-limit is " + warmUpLimit + ", expected 0 or more");
        }
    }
}
