package io.graphrecall.pipeline.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings as they are written: {@code reference.conf}, overridden by a file, by environment variables, by system
 * properties. Unknown keys, wrong types and values out of range are errors that name the key and its origin.
 */
public final class SettingsSource {

    /** The file in a home that overrides defaults. */
    public static final String FILE = "recall.conf";

    private final Config merged;

    private SettingsSource(Config merged) {
        this.merged = merged;
    }

    /** The defaults alone. */
    public static SettingsSource reference() {
        return new SettingsSource(ConfigFactory.defaultReference().getConfig(SettingsValues.ROOT));
    }

    /** Returns true if a file, an environment variable or a system property overrides a default. Reads no file. */
    public static boolean isOverridden(Path file) {
        return Files.exists(file)
                || System.getenv().keySet().stream()
                        .anyMatch(name -> name.startsWith("CONFIG_FORCE_" + SettingsValues.ROOT))
                || System.getProperties().stringPropertyNames().stream()
                        .anyMatch(name -> name.startsWith(SettingsValues.ROOT + '.'));
    }

    /**
     * The defaults with their overrides, which may refer to the defaults: {@code ${recall.scenes.feed}}, or add to a list:
     * {@code recall.scenes.feed.channels += {...}}.
     *
     * @param file null or missing for none
     * @throws RecallException INVALID if the file cannot be read, or is no valid settings file
     */
    public static SettingsSource read(@Nullable Path file) {
        try {
            // A file that exists and cannot be read is an error. By default, it would count as missing.
            Config own = file == null || Files.notExists(file)
                    ? ConfigFactory.empty()
                    : ConfigFactory.parseFile(file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
            Config unresolved = ConfigFactory.systemProperties().withOnlyPath(SettingsValues.ROOT)
                    .withFallback(ConfigFactory.systemEnvironmentOverrides().withOnlyPath(SettingsValues.ROOT))
                    .withFallback(own);
            for (Map.Entry<String, ConfigValue> entry : unresolved.root().entrySet()) {
                if (!entry.getKey().equals(SettingsValues.ROOT)) {
                    throw invalid(entry.getValue(), "unknown setting '" + entry.getKey() + "': settings begin with "
                            + SettingsValues.ROOT, null);
                }
            }
            return new SettingsSource(unresolved.withFallback(ConfigFactory.defaultReference()).resolve()
                    .getConfig(SettingsValues.ROOT));
        } catch (ConfigException e) {
            throw new RecallException(RecallException.Code.INVALID, "settings: " + e.getMessage(), e);
        }
    }

    /** @throws RecallException INVALID if a key belongs to none of the sections */
    public SettingsSource requireOnly(List<SettingsSection<?>> sections) {
        Set<Map.Entry<String, ConfigValue>> given = new LinkedHashSet<>(merged.entrySet());
        given.removeAll(reference().merged.entrySet());
        given.forEach(entry -> requireKnown(entry.getKey(), entry.getValue(), sections));
        return this;
    }

    /**
     * Binds sections to their records, whatever the others have.
     *
     * @throws RecallException INVALID for an unknown key in them, a wrong type or a value out of range
     */
    public SettingsValues bind(List<SettingsSection<?>> sections) {
        Map<SettingsSection<?>, Object> values = new LinkedHashMap<>();
        sections.forEach(section -> values.put(section, bind(section)));
        return new SettingsValues(values);
    }

    private static void requireKnown(String key, ConfigValue value, List<SettingsSection<?>> sections) {
        boolean known = sections.stream()
                .anyMatch(section -> key.equals(section.key()) || key.startsWith(section.key() + '.'));
        if (!known) {
            throw unknown(key, value);
        }
    }

    /**
     * Binds one section, whatever the others have.
     *
     * @throws RecallException INVALID for an unknown key in it, a wrong type or a value out of range
     */
    public <T> T bind(SettingsSection<T> section) {
        ConfigValue value = merged.root().toConfig().getValue(section.key());
        try {
            return SettingsValues.MAPPER.treeToValue(
                    SettingsValues.MAPPER.valueToTree(tree(value)), section.type());
        } catch (UnrecognizedPropertyException e) {
            Place place = place(section.key(), value, e);
            throw unknown(place.key, place.value);
        } catch (JsonMappingException e) {
            Place place = place(section.key(), value, e);
            throw invalid(place.value, SettingsValues.ROOT + '.' + place.key + ": " + reason(e), e);
        } catch (JsonProcessingException e) {
            throw invalid(value, SettingsValues.ROOT + '.' + section.key() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String reason(JsonMappingException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IllegalArgumentException || cause instanceof RecallException
                || cause instanceof ConfigException) {
            return String.valueOf(cause.getMessage());
        }
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return type != null && e.getOriginalMessage().startsWith("Cannot deserialize")
                ? mismatch(e, type)
                : e.getOriginalMessage();
    }

    /** Says which kind of value a setting has and which one is expected. */
    private static String mismatch(JsonMappingException e, Class<?> type) {
        String found = e instanceof InvalidFormatException format ? "is " + format.getValue() + ", " : "";
        return found + "expected " + expected(type);
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getEnumConstants())
                    .map(value -> value.toString().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class || type == float.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == String.class || type == Duration.class) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** Environment variables give a list as an object with the keys 0, 1, 2, … */
    private static Object tree(ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return isIndexed(object) ? elements(object) : children(object);
        }
        if (value instanceof ConfigList list) {
            return list.stream().map(SettingsSource::tree).toList();
        }
        Object plain = value.unwrapped();
        return plain instanceof Double number && number == number.longValue() ? (Object) number.longValue() : plain;
    }

    private static boolean isIndexed(ConfigObject object) {
        return !object.isEmpty() && object.keySet().stream().allMatch(key -> key.matches("\\d+"));
    }

    private static List<Object> elements(ConfigObject object) {
        Map<Integer, Object> elements = new TreeMap<>();
        object.forEach((key, child) -> elements.put(Integer.valueOf(key), tree(child)));
        return List.copyOf(elements.values());
    }

    private static Map<String, Object> children(ConfigObject object) {
        Map<String, Object> children = new TreeMap<>();
        object.forEach((key, child) -> children.put(key, tree(child)));
        return children;
    }

    /** A key below the root, and the value there or at the nearest key above it. */
    private record Place(String key, ConfigValue value) {}

    private static Place place(String section, ConfigValue value, JsonMappingException e) {
        StringBuilder key = new StringBuilder(section);
        ConfigValue nearest = value;
        for (JsonMappingException.Reference step : e.getPath()) {
            String name = step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
            key.append('.').append(ConfigUtil.joinPath(name));
            ConfigValue child = switch (nearest) {
                case ConfigObject object -> object.get(name);
                case ConfigList list -> list.get(step.getIndex());
                default -> null;
            };
            nearest = child == null ? nearest : child;
        }
        return new Place(key.toString(), nearest);
    }

    private static RecallException unknown(String key, ConfigValue value) {
        return new RecallException(RecallException.Code.INVALID,
                "unknown setting '" + SettingsValues.ROOT + '.' + key + "' (" + value.origin().description() + ")");
    }

    private static RecallException invalid(ConfigValue value, String reason, @Nullable Throwable cause) {
        return new RecallException(
                RecallException.Code.INVALID, "settings: " + value.origin().description() + ": " + reason, cause);
    }
}
