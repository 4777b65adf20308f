package io.graphrecall.service.channel.gcn;

import io.graphrecall.service.settings.SettingsSection;

/**
 * Settings of the channel {@code gcn}.
 *
 * @param storedUsers true to use the users' embeddings of the generation, false to average their current triggers
 */
record GcnSettings(boolean storedUsers) {

    static final SettingsSection<GcnSettings> SECTION = new SettingsSection<>("channels.gcn", GcnSettings.class);
}
