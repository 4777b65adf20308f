package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.HeaderCheck;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Names of the columns that hold the fields of the data-set folder format.
 *
 * @param columns column by field. A field may be preceded by a file, as in {@code events.content_id}; it then takes
 *                precedence, and the file must have the column. A field without a file applies to every file that has the
 *                column; if only one file of a data set can have it, that file must. {@code action.READ} has as its value the
 *                action that the word {@code READ} means.
 */
public record ColumnMapping(Map<String, String> columns) {

    public static final ColumnMapping NONE = new ColumnMapping(Map.of());

    private static final String FILE = "mapping.json";
    /** Fields of an event that say what the user acted on. */
    private static final List<String> TARGETS = List.of("content_id", "item_id", "query");
    private static final String ACTION = "action";
    /** Before a word for an action. */
    private static final String WORD = ACTION + ".";

    /** Fields of contents and items besides the id. */
    private static final List<String> DESCRIPTION = List.of("title", "description", "category", "categories",
            "attributes", "tags",
            "author", "published_at", "expires_at", "status", "media", "vectors");

    private static final Map<RecordKind, Set<String>> FIELDS = Arrays.stream(RecordKind.values())
            .collect(Collectors.toMap(Function.identity(), ColumnMapping::fields));

    public ColumnMapping {
        columns = Map.copyOf(columns);
        columns.forEach((name, column) -> {
            if (Target.parse(name).isWord() && WireNamed.find(Action.class, column).isEmpty()) {
                throw new RecallException(Code.INVALID, "column mapping: '" + name + "' is '" + column
                        + "', which is no action; the actions are " + Arrays.stream(Action.values())
                                .map(Action::wireName).collect(Collectors.joining(", ")));
            }
        });
    }

    /** Field, and the file that it is limited to or null. */
    private record Target(@Nullable RecordKind file, String field) {

        /** Returns true for a word of the data that means an action. */
        boolean isWord() {
            return field.startsWith(WORD);
        }

        private static boolean isKnown(RecordKind kind, String field) {
            return isField(kind, field)
                    || (kind == RecordKind.EVENTS && field.startsWith(WORD) && field.length() > WORD.length());
        }

        static Target parse(String name) {
            int dot = name.indexOf('.');
            if (dot > 0) {
                String rest = name.substring(dot + 1);
                for (RecordKind kind : RecordKind.values()) {
                    if (kind.stem().equals(name.substring(0, dot)) && isKnown(kind, rest)) {
                        return new Target(kind, rest);
                    }
                }
            }
            if (Arrays.stream(RecordKind.values()).noneMatch(kind -> isKnown(kind, name))) {
                throw new RecallException(Code.INVALID,
                        "column mapping: '" + name + "' is no field of the data format; "
                                + "the fields are "
                                + Arrays.stream(RecordKind.values())
                                        .flatMap(kind -> FIELDS.getOrDefault(kind, Set.of()).stream())
                                        .distinct().sorted().collect(Collectors.joining(", ")));
            }
            return new Target(null, name);
        }
    }

    /**
     * Reads the file {@code mapping.json} of a folder: columns by field, and by file and field. Without one, the mapping is
     * empty.
     *
     * @throws RecallException with code INVALID if the file is invalid
     */
    static ColumnMapping read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            Map<String, String> columns = new LinkedHashMap<>();
            add("", StrictJson.parse(Files.readString(file)), columns);
            return new ColumnMapping(columns);
        } catch (RecallException e) {
            throw new RecallException(Code.INVALID, file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void add(String prefix, JsonNode json, Map<String, String> columns) {
        if (!json.isObject()) {
            throw new RecallException(Code.INVALID, "expected an object of column names by field");
        }
        json.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                columns.put(prefix + entry.getKey(), entry.getValue().textValue());
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
        OfFile mapping = of(kind, Set.of(kind));
        return mapping.isEmpty() ? UnaryOperator.identity() : mapping::renameAndNest;
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
    OfFile of(RecordKind kind, Set<RecordKind> present) {
        Map<String, String> general = new HashMap<>();
        Map<String, String> ofFile = new HashMap<>();
        Map<String, String> actions = new HashMap<>();
        columns.forEach((name, column) -> {
            Target target = Target.parse(name);
            if (target.isWord()) {
                if (kind == RecordKind.EVENTS) {
                    actions.put(word(target.field().substring(WORD.length())), column);
                }
            } else if (target.file() == kind) {
                ofFile.put(target.field(), column);
            } else if (target.file() == null && isField(kind, target.field())) {
                general.put(target.field(), column);
            }
        });
        general.keySet().removeAll(ofFile.keySet());
        List<String> ofThisAlone = general.keySet().stream()
                .filter(field -> present.stream().allMatch(other -> other == kind || !isField(other, field))).toList();
        ofThisAlone.forEach(field -> ofFile.put(field, general.remove(field)));
        return new OfFile(kind, general, ofFile, actions);
    }

    /** Words are compared without letter case, as actions are. */
    private static String word(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Mapping of one kind of records.
     *
     * @param general column by field, if the file has the column
     * @param ofFile  column by field; the file must have the column
     * @param actions action by word, in lower case; for events only
     */
    record OfFile(RecordKind kind, Map<String, String> general, Map<String, String> ofFile,
            Map<String, String> actions) {

        OfFile {
            Map<String, String> fields = new HashMap<>();
            for (Map<String, String> part : List.of(general, ofFile)) {
                part.forEach((field, column) -> {
                    String other = fields.put(column, field);
                    if (other != null) {
                        throw new RecallException(Code.INVALID, "column mapping: column '" + column + "' of "
                                + kind.stem() + " is mapped to " + other + " and to " + field);
                    }
                });
            }
        }

        boolean isEmpty() {
            return general.isEmpty() && ofFile.isEmpty() && actions.isEmpty();
        }

        /** Returns the check that a header has the required and the mapped columns. */
        HeaderCheck header() {
            return columns -> {
                List<String> needed = new ArrayList<>(required(kind));
                ofFile.keySet().stream().filter(field -> !needed.contains(field)).forEach(needed::add);
                if (kind == RecordKind.EVENTS && TARGETS.stream().noneMatch(field -> isPresent(field, columns))) {
                    needed.add(TARGETS.getFirst());
                }
                List<String> missing = needed.stream().filter(field -> !isPresent(field, columns)).toList();
                return missing.isEmpty() ? null : "is a header without " + describe(missing, columns);
            };
        }

        /**
         * Renames the fields of a record.
         *
         * @throws InvalidRecordException if two columns give the same field
         */
        JsonNode rename(JsonNode record) {
            if (isEmpty() || !record.isObject()) {
                return record;
            }
            Map<String, String> fields = new HashMap<>();
            general.forEach((field, column) -> fields.put(column, field));
            ofFile.forEach((field, column) -> fields.put(column, field));
            ObjectNode renamed = JsonNodeFactory.instance.objectNode();
            record.properties().forEach(column -> {
                String field = fields.getOrDefault(column.getKey(), column.getKey());
                if (renamed.has(field)) {
                    throw Row.wrong(field, "is given by two columns, its own and the one that is mapped to it");
                }
                renamed.set(field, column.getValue());
            });
            JsonNode given = renamed.path(ACTION);
            if (!actions.isEmpty() && (given.isTextual() || given.isIntegralNumber())) {
                String action = actions.get(word(given.asText()));
                if (action != null) {
                    renamed.put(ACTION, action);
                }
            }
            return renamed;
        }

        /**
         * Renames the fields of a record of a file without a header.
         *
         * @throws InvalidRecordException if two columns give the same field, or a required one is missing
         */
        JsonNode renameWithCheck(JsonNode record) {
            JsonNode renamed = rename(record);
            List<String> missing = required(kind).stream().filter(field -> !renamed.hasNonNull(field)).toList();
            if (!isEmpty() && record.isObject() && !missing.isEmpty()) {
                List<String> found = new ArrayList<>();
                record.fieldNames().forEachRemaining(found::add);
                throw new InvalidRecordException(List.of(
                        new FieldError("", "is a record without " + describe(missing, found))));
            }
            return renamed;
        }

        /**
         * Renames the fields of a record that has objects. A mapped field of an object moves into it.
         *
         * @throws InvalidRecordException if two columns give the same field, or a required one is missing
         */
        JsonNode renameAndNest(JsonNode record) {
            JsonNode renamed = renameWithCheck(record);
            if (renamed instanceof ObjectNode object && !isEmpty()) {
                general.keySet().forEach(field -> FlatRecord.nest(object, field));
                ofFile.keySet().forEach(field -> FlatRecord.nest(object, field));
            }
            return renamed;
        }

        private boolean isPresent(String field, List<String> columns) {
            String column = ofFile.getOrDefault(field, general.getOrDefault(field, field));
            return columns.contains(column) || (!ofFile.containsKey(field) && columns.contains(field));
        }

        private String describe(List<String> missing, List<String> found) {
            String columns = HeaderCheck.quoted(missing.stream()
                    .map(field -> ofFile.getOrDefault(field, general.getOrDefault(field, field))).toList());
            // A field that is mapped for all files needs a column of this file alone.
            return columns + "; found " + HeaderCheck.quoted(found) + "; map columns of other names with --map "
                    + missing.stream().map(field -> general.containsKey(field) ? kind.stem() + "." + field : field)
                            .collect(Collectors.joining("=COLUMN,"))
                    + "=COLUMN";
        }
    }

    /** Returns the fields that every record needs. */
    static List<String> required(RecordKind kind) {
        return switch (kind) {
            case TAGS -> List.of("tag");
            case CATEGORIES -> List.of("category");
            case USERS -> List.of("user_id");
            case CONTENTS, VECTORS -> List.of("content_id");
            case ITEMS -> List.of("item_id");
            case EVENTS -> List.of("user_id", "action", "timestamp");
        };
    }

    /** Returns true if a kind of records has a field. A field of an object is named {@code attributes.brand}. */
    public static boolean isField(RecordKind kind, String name) {
        int dot = name.indexOf('.');
        String outer = dot < 0 ? name : name.substring(0, dot);
        return FIELDS.getOrDefault(kind, Set.of()).contains(outer)
                && (dot < 0 || (FlatRecord.OBJECTS.contains(outer) && dot < name.length() - 1));
    }

    private static Set<String> fields(RecordKind kind) {
        return switch (kind) {
            case TAGS -> Set.of("tag", "parent", "synonyms");
            case CATEGORIES -> Set.of("category", "domain", "maps_to");
            case USERS -> Set.of("user_id", "profile", "follows", "blocks", "mutes");
            case CONTENTS -> with("content_id");
            case ITEMS -> without("author", with("item_id"));
            case VECTORS -> Set.of("content_id", "vector");
            case EVENTS -> Set.of("event_id", "user_id", "action", "content_id", "item_id", "query", "timestamp",
                    "dwell_ms", "scene", "request_id");
        };
    }

    private static Set<String> without(String field, Set<String> fields) {
        fields.remove(field);
        return fields;
    }

    private static Set<String> with(String id) {
        Set<String> fields = new HashSet<>(DESCRIPTION);
        fields.add(id);
        return fields;
    }
}
