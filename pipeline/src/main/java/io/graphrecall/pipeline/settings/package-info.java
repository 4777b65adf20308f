/**
 * Settings of the service: files, environment variables and system properties merged, and bound to one record per
 * section.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.settings.SettingsSection}: a part of the file and the record for it
 * <li>{@link io.graphrecall.pipeline.settings.SettingsSource}: merges the sources and reads sections
 * <li>{@link io.graphrecall.pipeline.settings.SettingsValues}: the values of all sections, as records and as text
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.settings;

import org.jspecify.annotations.NullMarked;
