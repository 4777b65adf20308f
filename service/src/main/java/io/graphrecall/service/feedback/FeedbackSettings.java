package io.graphrecall.service.feedback;

import io.graphrecall.service.settings.SettingsSection;

/**
 * Settings of the feedback log.
 *
 * @param share share of the users whose answers and events are logged, 0 to 1; 0 for no log
 */
public record FeedbackSettings(double share) {

    /** The section {@code feedback} of the settings. */
    public static final SettingsSection<FeedbackSettings> SECTION = new SettingsSection<>(
            "feedback", FeedbackSettings.class);

    public FeedbackSettings {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("feedback.share is " + share + ", expected 0 to 1");
        }
    }
}
