package io.graphrecall.pipeline.channel.interest;

import io.graphrecall.pipeline.settings.SettingsSection;

import java.time.Duration;

/**
 * Settings of the channel {@code fresh}.
 *
 * @param window   maximum age of a content
 * @param halfLife age at which the recency factor is 0.5
 * @param scanned  maximum number of contents of the generation that are scored, the newest first
 */
public record FreshSettings(Duration window, Duration halfLife, int scanned) {

    static final SettingsSection<FreshSettings> SECTION = new SettingsSection<>("channels.fresh", FreshSettings.class);

    public FreshSettings {
        if (!window.isPositive() || !halfLife.isPositive()) {
            throw new IllegalArgumentException(
                    "window is " + window + " and half-life is " + halfLife + ", expected more than 0");
        }
        if (scanned < 0) {
            throw new IllegalArgumentException("scanned is " + scanned + ", expected 0 or more");
        }
    }
}
