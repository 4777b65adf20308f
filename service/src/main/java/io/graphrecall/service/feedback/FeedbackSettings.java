package io.graphrecall.service.feedback;

import io.graphrecall.pipeline.settings.SettingsSection;

/**
 * Settings of the feedback log and of the counts of clicks.
 *
 * @param share           share of the users whose answers and events are logged, 0 to 1; 0 for no log
 * @param countedContents maximum number of contents of recent answers in memory, for the counts of clicks; 0 for no counts
 */
public record FeedbackSettings(double share, int countedContents) {

    /** The section {@code feedback} of the settings. */
    public static final SettingsSection<FeedbackSettings> SECTION = new SettingsSection<>(
            "feedback", FeedbackSettings.class);

    public FeedbackSettings {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("feedback.share is " + share + ", expected 0 to 1");
        }
        if (countedContents < 0) {
            throw new IllegalArgumentException(
                    "feedback.counted-contents is " + countedContents + ", expected 0 or more");
        }
    }
}
