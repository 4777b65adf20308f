package io.graphrecall.pipeline.channel.interest;

import io.graphrecall.pipeline.settings.SettingsSection;

import java.time.Duration;

/**
 * Settings of the channel {@code explore}.
 *
 * @param budget  number of impressions after which a content is known well enough
 * @param window  maximum age of a content with a known publication time
 * @param scanned maximum number of contents of the generation that are scored
 */
public record ExploreSettings(int budget, Duration window, int scanned) {

    static final SettingsSection<ExploreSettings> SECTION = new SettingsSection<>(
            "channels.explore", ExploreSettings.class);

    public ExploreSettings {
        if (budget < 1) {
            throw new IllegalArgumentException("budget is " + budget + ", expected 1 or more");
        }
        if (!window.isPositive()) {
            throw new IllegalArgumentException("window is " + window + ", expected more than 0");
        }
        if (scanned < 0) {
            throw new IllegalArgumentException("scanned is " + scanned + ", expected 0 or more");
        }
    }
}
