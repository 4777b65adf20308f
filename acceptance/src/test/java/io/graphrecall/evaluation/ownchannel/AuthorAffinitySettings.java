package io.graphrecall.evaluation.ownchannel;

import io.graphrecall.pipeline.settings.SettingsSection;

/**
 * Settings of the channel {@code author_affinity}.
 *
 * @param popularityWeight weight of a content's relative popularity
 */
record AuthorAffinitySettings(double popularityWeight) {

    static final SettingsSection<AuthorAffinitySettings> SECTION = new SettingsSection<>(
            "channels.author_affinity", AuthorAffinitySettings.class);

    AuthorAffinitySettings {
        if (!(popularityWeight >= 0)) {
            throw new IllegalArgumentException("popularity-weight is " + popularityWeight + ", expected 0 or more");
        }
    }
}
