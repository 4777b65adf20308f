package io.graphrecall.pipeline.filter;

import io.graphrecall.pipeline.settings.SettingsSection;

/**
 * Settings of eligibility: which contents may be recalled at all.
 *
 * @param undescribed true to recall contents that only events mention, although the catalogue describes others
 */
public record EligibilitySettings(boolean undescribed) {

    public static final SettingsSection<EligibilitySettings> SECTION = new SettingsSection<>(
            "eligibility", EligibilitySettings.class);
}
