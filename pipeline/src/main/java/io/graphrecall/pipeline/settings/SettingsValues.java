package io.graphrecall.pipeline.settings;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;

/** The values of sections, in the order of the sections. Immutable; thread-safe. */
public record SettingsValues(Map<SettingsSection<?>, Object> bySection) {

    /** The key above all others. */
    public static final String ROOT = "recall";

    /** Binds records to keys in kebab case. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addModule(ValueFormats.module())
            .build();

    /** Writes secrets without a mask. */
    private static final JsonMapper UNMASKED = MAPPER.rebuild()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public @Nullable Object findContentSerializer(Annotated component) {
                    return component.hasAnnotation(Secret.class) ? null : super.findContentSerializer(component);
                }
            }).build();

    public SettingsValues {
        bySection = Collections.unmodifiableMap(new LinkedHashMap<>(bySection));
    }

    /** @throws NoSuchElementException if there is no such section */
    public <T> T get(SettingsSection<T> section) {
        Object value = bySection.get(section);
        if (value == null) {
            throw new NoSuchElementException("no settings were read for " + section);
        }
        return section.type().cast(value);
    }

    /** Returns true if there is a value for a section. */
    public boolean has(SettingsSection<?> section) {
        return bySection.containsKey(section);
    }

    /** Returns these values with another one for a section. */
    public <T> SettingsValues with(SettingsSection<T> section, T value) {
        Map<SettingsSection<?>, Object> others = new LinkedHashMap<>(bySection);
        others.put(section, value);
        return new SettingsValues(others);
    }

    public SettingsValues without(SettingsSection<?> section) {
        Map<SettingsSection<?>, Object> others = new LinkedHashMap<>(bySection);
        others.remove(section);
        return new SettingsValues(others);
    }

    /** Returns every setting as a line of a settings file, secrets masked. */
    public List<String> lines() {
        return lines(MAPPER);
    }

    /** Returns the lines of the settings that other values do not have, secrets masked. Another secret is a difference. */
    public List<String> linesOtherThan(SettingsValues others) {
        List<String> masked = lines();
        List<String> unmasked = lines(UNMASKED);
        Set<String> known = Set.copyOf(others.lines(UNMASKED));
        return IntStream.range(0, masked.size()).filter(line -> !known.contains(unmasked.get(line)))
                .mapToObj(masked::get).toList();
    }

    private List<String> lines(JsonMapper mapper) {
        List<String> lines = new ArrayList<>();
        bySection.forEach((section, value) -> addLines(
                ROOT + '.' + section.key(), mapper.convertValue(value, Object.class), lines));
        return lines;
    }

    private static void addLines(String key, Object value, List<String> lines) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, child) -> addLines(
                    key + '.' + ConfigUtil.joinPath(String.valueOf(name)), child, lines));
        } else {
            lines.add(key + " = " + ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise()));
        }
    }
}
