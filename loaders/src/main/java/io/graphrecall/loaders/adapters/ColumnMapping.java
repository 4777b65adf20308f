package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Names of the columns that hold the fields of the data-set folder format.
 *
 * @param columns column by field. A column may be a field of an object or of the objects of a list, as {@code video.id},
 *                unless a column has this name. A field may be preceded by a file, as in {@code events.content_id}; it then
 *                takes precedence, and the file must have the column. A field without a file applies to every file that has
 *                the column; if only one file of a data set can have it, that file must. {@code dwell_seconds} is
 *                {@code dwell_ms} from a column of seconds. {@code category.1} is the first level of the category.
 *                {@code action.READ} has as its value the action that the word {@code READ} means, or {@link #IGNORE},
 *                {@code status.WORD} the status.
 */
public record ColumnMapping(Map<String, String> columns) {

    public static final ColumnMapping NONE = new ColumnMapping(Map.of());

    /** In place of an action: events with this word are left out. */
    static final String IGNORE = "ignore";

    private static final String FILE = "mapping.json";
    /** Constants by field whose values may be words of the data. */
    private static final Map<String, Set<String>> CONSTANTS = Map.of(
            "action", with(IGNORE, names(Action.values())), "status", names(Description.Status.values()));

    public ColumnMapping {
        columns = Map.copyOf(columns);
        columns.forEach((name, column) -> {
            String constants = Target.parse(name).constants();
            if (constants != null && !constantsOf(constants).contains(column)) {
                throw new RecallException(Code.INVALID, "column mapping: '" + name + "' is '" + column
                        + "', which is no " + constants + "; use one of "
                        + String.join(", ", constantsOf(constants)));
            }
        });
    }

    private static Set<String> names(WireNamed... constants) {
        return Arrays.stream(constants).map(WireNamed::wireName).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> with(String name, Set<String> names) {
        names.add(name);
        return names;
    }

    private static Set<String> constantsOf(String field) {
        return CONSTANTS.getOrDefault(field, Set.of());
    }

    /** Field, and the file that it is limited to or null. */
    private record Target(@Nullable RecordKind file, String field) {

        /** Returns the field whose constant a word of the data means, or null if this is a field. */
        @Nullable
        String constants() {
            int dot = field.indexOf('.');
            return dot > 0 && dot < field.length() - 1 && CONSTANTS.containsKey(field.substring(0, dot))
                    ? field.substring(0, dot)
                    : null;
        }

        /** Returns the word of the data. */
        String word() {
            return ColumnMapping.word(field.substring(field.indexOf('.') + 1));
        }

        private static boolean isKnown(RecordKind kind, String field) {
            String constants = new Target(null, field).constants();
            return RecordFields.isField(kind, constants == null ? field : constants);
        }

        static Target parse(String name) {
            int dot = name.indexOf('.');
            if (dot > 0) {
                String rest = name.substring(dot + 1);
                RecordKind kind = WireNamed.find(RecordKind.class, name.substring(0, dot)).orElse(null);
                if (kind != null && isKnown(kind, rest)) {
                    return new Target(kind, rest);
                }
            }
            if (Arrays.stream(RecordKind.values()).noneMatch(kind -> isKnown(kind, name))) {
                throw new RecallException(Code.INVALID,
                        "column mapping: '" + name + "' is no field of the data format; "
                                + "the fields are "
                                + Arrays.stream(RecordKind.values())
                                        .flatMap(kind -> RecordFields.of(kind).stream())
                                        .distinct().sorted().collect(Collectors.joining(", ")));
            }
            return new Target(null, name);
        }
    }

    /**
     * Reads the file {@code mapping.json} of a folder: columns by field, and by file and field. A list has a column per level
     * of the category. Without the file, the mapping is empty.
     *
     * @throws RecallException with code INVALID if the file is invalid
     */
    static ColumnMapping read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!exists(folder)) {
            return NONE;
        }
        try {
            Map<String, String> columns = new LinkedHashMap<>();
            add("", StrictJson.parse(Files.readString(file)), columns);
            return new ColumnMapping(columns);
        } catch (RecallException e) {
            throw new RecallException(Code.INVALID, file + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new RecallException(Code.INVALID, file + ": is not UTF-8", e);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns true if a folder has a file {@code mapping.json}. */
    static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    private static void add(String prefix, JsonNode json, Map<String, String> columns) {
        if (!json.isObject()) {
            throw new RecallException(Code.INVALID, "expected an object of column names by field");
        }
        json.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                columns.put(prefix + entry.getKey(), entry.getValue().textValue());
            } else if (entry.getValue().isArray()) {
                ObjectNode levels = JsonNodeFactory.instance.objectNode();
                entry.getValue().forEach(column -> levels.set(String.valueOf(levels.size() + 1), column));
                add(prefix + entry.getKey() + ".", levels, columns);
            } else {
                add(prefix + entry.getKey() + ".", entry.getValue(), columns);
            }
        });
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** Returns the function that renames the fields of a record of one kind. It throws if the record lacks a mapped column. */
    public UnaryOperator<JsonNode> renaming(RecordKind kind) {
        return of(kind, Set.of(kind))::renameAndNest;
    }

    /** Returns the function that removes the fields of a record of one kind that are absent because their text is empty. */
    public static UnaryOperator<JsonNode> removingEmptyTexts(RecordKind kind) {
        return NONE.of(kind, Set.of(kind))::rename;
    }

    /** Returns this mapping with the entries of another one that this one lacks. */
    ColumnMapping over(ColumnMapping other) {
        Map<String, String> merged = new HashMap<>(other.columns);
        merged.putAll(columns);
        return new ColumnMapping(merged);
    }

    /**
     * Returns the mapping of one kind of records.
     *
     * @param present kinds that the data set has files of
     */
    RecordColumns of(RecordKind kind, Set<RecordKind> present) {
        Map<String, String> general = new HashMap<>();
        Map<String, String> ofFile = new HashMap<>();
        Map<String, Map<String, String>> words = new HashMap<>();
        columns.forEach((name, column) -> {
            Target target = Target.parse(name);
            String constants = target.constants();
            if (constants != null) {
                if (RecordFields.isField(kind, constants) && (target.file() == null || target.file() == kind)) {
                    words.computeIfAbsent(constants, absent -> new HashMap<>()).merge(target.word(), column,
                            (known, other) -> target.file() == null ? known : other);
                }
            } else if (target.file() == kind) {
                ofFile.put(target.field(), column);
            } else if (target.file() == null && RecordFields.isField(kind, target.field())) {
                general.put(target.field(), column);
            }
        });
        general.keySet().removeAll(ofFile.keySet());
        List<String> ofThisAlone = general.keySet().stream()
                .filter(field -> present.stream()
                        .allMatch(other -> other == kind || !RecordFields.isField(other, field)))
                .toList();
        ofThisAlone.forEach(field -> ofFile.put(field, general.remove(field)));
        return RecordColumns.of(kind, general, ofFile, words);
    }

    /** Words are compared without letter case, as actions are. */
    static String word(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
