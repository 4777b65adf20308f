package io.graphrecall.pipeline.settings;

/**
 * A part of the settings file that one room or serving module owns.
 *
 * @param key  below {@code recall}, for example {@code channels.gcn}
 * @param type a record with a component per key, in camel case, that checks its values
 */
public record SettingsSection<T>(String key, Class<T> type) {}
