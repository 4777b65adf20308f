package io.graphrecall.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.pipeline.settings.SettingsSection;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.schema.RecallException;

import java.nio.file.Path;

/**
 * Settings of the log.
 *
 * @param format format of its lines
 */
public record LogSettings(Format format) {

    /** The default, as in {@code reference.conf}. */
    public static final LogSettings DEFAULT = new LogSettings(Format.PLAIN);

    static final SettingsSection<LogSettings> SECTION = new SettingsSection<>("log", LogSettings.class);

    public enum Format {
        /** Text. A stack trace follows in further lines. */
        @JsonProperty("plain")
        PLAIN,
        /** One JSON object per line, with its stack trace. */
        @JsonProperty("json")
        JSON
    }

    /**
     * Reads these settings of a home, whatever its other settings are. For a home without settings, it reads no file: every
     * command calls this first, and reading settings takes longer than many commands.
     *
     * @throws RecallException INVALID if they, or the syntax of the settings file, are wrong
     */
    public static LogSettings of(Path home) {
        Path file = home.resolve(SettingsSource.FILE);
        return SettingsSource.isOverridden(file) ? SettingsSource.read(file).bind(SECTION) : DEFAULT;
    }
}
