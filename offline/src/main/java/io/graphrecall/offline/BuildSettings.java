package io.graphrecall.offline;

import io.graphrecall.metapath.path.MetaPathParameters;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Converts parameter records to entries of the manifest's {@code settings}: names of record components to numbers, texts,
 * lists and maps. Nulls are omitted.
 */
final class BuildSettings {

    private BuildSettings() {}

    static Map<String, Object> of(Record parameters) {
        Map<String, Object> settings = new TreeMap<>();
        for (RecordComponent component : parameters.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(parameters);
                if (value != null) {
                    settings.put(component.getName(), plain(value));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component + " cannot be read", e);
            }
        }
        return settings;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case MetaPathParameters path -> path.settings();
            case Record record -> of(record);
            case Duration duration -> duration.toString();
            case Collection<?> many -> many.stream().map(BuildSettings::plain).toList();
            case Map<?, ?> map -> {
                Map<String, Object> plain = new TreeMap<>();
                map.forEach((key, mapped) -> plain.put(key.toString().toLowerCase(Locale.ROOT), plain(mapped)));
                yield plain;
            }
            case Number number -> number;
            default -> value.toString();
        };
    }
}
