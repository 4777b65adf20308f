package io.graphrecall.service.intake;

import io.graphrecall.pipeline.settings.ByteSize;
import io.graphrecall.pipeline.settings.SettingsSection;

/**
 * Settings of the spool.
 *
 * @param enabled true to keep posts on disk while the graph does not respond, false to refuse them
 * @param maxSize maximum bytes of the file
 */
public record SpoolSettings(boolean enabled, @ByteSize int maxSize) {

    /** The section {@code spool} of the settings. */
    public static final SettingsSection<SpoolSettings> SECTION = new SettingsSection<>("spool", SpoolSettings.class);

    public SpoolSettings {
        if (maxSize < 1) {
            throw new IllegalArgumentException("spool.max-size is " + maxSize + ", expected more than 0");
        }
    }
}
