package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.loaders.format.NumberText;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.HeaderCheck;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of the columns that hold the fields of the data-set folder format.
 *
 * @param columns column by field. A column may be a field of an object or of the objects of a list, as {@code video.id},
 *                unless a column has this name. A field may be preceded by a file, as in {@code events.content_id}; it then
 *                takes precedence, and the file must have the column. A field without a file applies to every file that has
 *                the column; if only one file of a data set can have it, that file must. {@code dwell_seconds} is
 *                {@code dwell_ms} from a column of seconds. {@code category.1} is the first level of the category.
 *                {@code action.READ} has as its value the action that the word {@code READ} means, {@code status.WORD} the
 *                status.
 */
public record ColumnMapping(Map<String, String> columns) {

    public static final ColumnMapping NONE = new ColumnMapping(Map.of());

    private static final String FILE = "mapping.json";
    private static final String CATEGORY = "category";
    /** Name of a field with one level of the category of a content or item. */
    private static final Pattern LEVEL = Pattern.compile(CATEGORY + "\\.[1-9]");
    /** Fields of an event that say what the user acted on. */
    private static final List<String> TARGETS = List.of("content_id", "item_id", "query");
    private static final String ACTION = "action";
    /** Dwell time in seconds, which becomes milliseconds. Only a column that is mapped to it is read as such. */
    private static final String DWELL_SECONDS = "dwell_seconds";
    private static final String DWELL_MS = "dwell_ms";
    /** Decimal comma. More than two digits after it may be thousands. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("^(-?\\d+),(\\d{1,2})$");
    /** Fields of which an empty text and none make two events. */
    private static final Set<String> OF_IDENTITY = Set.of("scene", "request_id");
    /** Constants by field whose values may be words of the data. */
    private static final Map<String, Set<String>> CONSTANTS = Map.of(
            ACTION, names(Action.values()), "status", names(Description.Status.values()));

    /** Fields of contents and items besides the id. */
    private static final List<String> DESCRIPTION = List.of("title", "description", "category", "categories",
            "attributes", "tags",
            "author", "published_at", "expires_at", "status", "media", "vectors");

    private static final Map<RecordKind, Set<String>> FIELDS = Arrays.stream(RecordKind.values())
            .collect(Collectors.toMap(Function.identity(), ColumnMapping::fields));

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
            return isField(kind, constants == null ? field : constants);
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
    OfFile of(RecordKind kind, Set<RecordKind> present) {
        Map<String, String> general = new HashMap<>();
        Map<String, String> ofFile = new HashMap<>();
        Map<String, Map<String, String>> words = new HashMap<>();
        columns.forEach((name, column) -> {
            Target target = Target.parse(name);
            String constants = target.constants();
            if (constants != null) {
                if (isField(kind, constants) && (target.file() == null || target.file() == kind)) {
                    words.computeIfAbsent(constants, absent -> new HashMap<>()).merge(target.word(), column,
                            (known, other) -> target.file() == null ? known : other);
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
        return new OfFile(kind, general, ofFile, OfFile.fields(kind, general, ofFile), words);
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
     * @param fields  field by column
     * @param words   constant by word in lower case, by field
     */
    record OfFile(RecordKind kind, Map<String, String> general, Map<String, String> ofFile, Map<String, String> fields,
            Map<String, Map<String, String>> words) {

        /**
         * Returns the field of each column. A column of events may have several {@link #TARGETS}, of which it gives the
         * first.
         */
        private static Map<String, String> fields(
                RecordKind kind, Map<String, String> general, Map<String, String> ofFile) {
            Map<String, String> fields = new HashMap<>();
            for (Map<String, String> part : List.of(general, ofFile)) {
                part.forEach((field, column) -> fields.merge(column, field, (one, other) -> {
                    if (!TARGETS.contains(one) || !TARGETS.contains(other)) {
                        throw new RecallException(Code.INVALID, "column mapping: column '" + column + "' of "
                                + kind.stem() + " is mapped to " + one + " and to " + other);
                    }
                    return TARGETS.indexOf(one) < TARGETS.indexOf(other) ? one : other;
                }));
            }
            return fields;
        }

        boolean isEmpty() {
            return fields.isEmpty() && words.isEmpty();
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
         * Renames the fields of a record. An empty text counts as absent.
         *
         * @throws InvalidRecordException if two columns give the same field
         */
        JsonNode rename(JsonNode record) {
            if (!record.isObject() || (isEmpty() && record.properties().stream().noneMatch(this::isAbsent))) {
                return record;
            }
            Map<String, JsonNode> parts = parts(record);
            Set<String> objects = parts.keySet().stream().map(FlatRecord::outer).collect(Collectors.toSet());
            ObjectNode renamed = JsonNodeFactory.instance.objectNode();
            record.properties().forEach(column -> {
                String field = fields.getOrDefault(column.getKey(), column.getKey());
                if (!objects.contains(column.getKey())) {
                    put(renamed, field, column.getValue());
                } else if (!isField(kind, field) || FlatRecord.OBJECTS.contains(field)) {
                    ObjectNode rest = without(column.getValue(), column.getKey() + ".", parts.keySet());
                    if (!rest.isEmpty()) {
                        put(renamed, field, rest);
                    }
                }
            });
            parts.forEach((column, value) -> put(renamed, fields.getOrDefault(column, column), value));
            words.forEach((field, constants) -> {
                JsonNode given = renamed.path(field);
                String constant = given.isValueNode() ? constants.get(word(given.asText())) : null;
                if (constant != null) {
                    renamed.put(field, constant);
                }
            });
            if (fields.containsValue(DWELL_SECONDS)) {
                convertDwellTime(renamed);
            }
            joinLevels(renamed);
            chooseTarget(renamed);
            return renamed;
        }

        private static void convertDwellTime(ObjectNode event) {
            JsonNode given = event.remove(DWELL_SECONDS);
            if (given == null || given.isNull()) {
                return;
            }
            if (event.has(DWELL_MS)) {
                throw Row.wrong(DWELL_SECONDS, "and dwell_ms are both given");
            }
            JsonNode seconds = given.isTextual()
                    ? NumberText.parse(DECIMAL_COMMA.matcher(given.textValue().strip()).replaceFirst("$1.$2"))
                    : given;
            if (seconds == null || !seconds.isNumber()) {
                throw Row.wrong(DWELL_SECONDS, "is " + (given.isTextual() ? "'" + given.textValue() + "'" : given)
                        + ", expected a number of seconds such as 41.8");
            }
            event.put(DWELL_MS, Math.round(seconds.doubleValue() * 1000));
        }

        private void put(ObjectNode renamed, String field, JsonNode value) {
            if (isAbsent(Map.entry(field, value))) {
                return;
            }
            if (renamed.has(field)) {
                throw Row.wrong(field, "is given by two columns, its own and the one that is mapped to it");
            }
            renamed.set(field, value);
        }

        /** Returns the fields of an object that are not mapped. */
        private static ObjectNode without(JsonNode object, String prefix, Set<String> mapped) {
            ObjectNode rest = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> {
                String name = prefix + field.getKey();
                boolean hasMapped = mapped.stream().anyMatch(column -> column.startsWith(name + "."));
                JsonNode value = hasMapped ? without(field.getValue(), name + ".", mapped) : field.getValue();
                if (!mapped.contains(name) && !(hasMapped && value.isEmpty())) {
                    rest.set(field.getKey(), value);
                }
            });
            return rest;
        }

        /** Returns the values of mapped columns such as {@code video.id} that are fields of objects of a record. */
        private Map<String, JsonNode> parts(JsonNode record) {
            Map<String, JsonNode> parts = new LinkedHashMap<>();
            for (String column : fields.keySet()) {
                if (column.indexOf('.') > 0 && !record.has(column)) {
                    JsonNode value = at(record, List.of(column.split("\\.", -1)));
                    if (!value.isMissingNode()) {
                        parts.put(column, value);
                    }
                }
            }
            return parts;
        }

        /** Returns the value at a path, which goes through each element of a list. Elements without the value are skipped. */
        private static JsonNode at(JsonNode value, List<String> path) {
            if (path.isEmpty()) {
                return value;
            }
            if (!value.isArray()) {
                return at(value.path(path.getFirst()), path.subList(1, path.size()));
            }
            ArrayNode values = JsonNodeFactory.instance.arrayNode();
            value.valueStream().map(element -> at(element, path)).filter(found -> !found.isMissingNode())
                    .forEach(values::add);
            return values.isEmpty() ? MissingNode.getInstance() : values;
        }

        /** Joins the levels of a category to its path, which ends before the first level without a value. */
        private void joinLevels(ObjectNode record) {
            List<JsonNode> levels = fields.values().stream().filter(field -> LEVEL.matcher(field).matches()).sorted()
                    .map(field -> Objects.requireNonNullElse(record.remove(field), NullNode.getInstance())).toList();
            if (!levels.isEmpty()) {
                put(record, CATEGORY, JsonNodeFactory.instance.arrayNode()
                        .addAll(levels.stream().takeWhile(level -> !level.isNull()).toList()));
            }
        }

        private boolean isAbsent(Map.Entry<String, JsonNode> field) {
            return field.getValue().isTextual() && field.getValue().textValue().isEmpty()
                    && isField(kind, field.getKey()) && !OF_IDENTITY.contains(field.getKey());
        }

        /** Moves the value of a column of several targets to the one that the action requires. */
        private void chooseTarget(ObjectNode event) {
            Optional<String> target = kind == RecordKind.EVENTS
                    ? WireNamed.find(Action.class, word(event.path(ACTION).asText())).map(EventFormat::targetField)
                    : Optional.empty();
            target.ifPresent(field -> {
                String column = ofFile.getOrDefault(field, general.get(field));
                String given = column == null ? null : fields.get(column);
                if (given != null && !given.equals(field) && event.has(given) && !event.has(field)) {
                    event.set(field, event.remove(given));
                }
            });
        }

        private String columnOf(String field) {
            return ofFile.getOrDefault(field, general.getOrDefault(field, field));
        }

        /**
         * Renames the fields of a record of a file without a header. The error of a record that lacks a required field
         * names its columns, unless all of these are fields.
         *
         * @throws InvalidRecordException if two columns give the same field, or a required one is missing
         */
        JsonNode renameWithCheck(JsonNode record) {
            JsonNode renamed = rename(record);
            List<String> found = new ArrayList<>();
            record.fieldNames().forEachRemaining(found::add);
            if (record.isObject()
                    && (!isEmpty() || found.stream().anyMatch(column -> !isField(kind, column)))) {
                List<String> missing = required(kind).stream().filter(
                        field -> !renamed.has(field) && !isPresent(field, found)).toList();
                if (!missing.isEmpty()) {
                    throw new InvalidRecordException("",
                            "is a record without " + describe(missing, columnsOf("", record)));
                }
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
                fields.values().forEach(field -> FlatRecord.nest(object, field));
            }
            return renamed;
        }

        /** Returns the names of all columns of a record. A field of an object is named {@code video.id}. */
        private static List<String> columnsOf(String prefix, JsonNode record) {
            List<String> columns = new ArrayList<>();
            record.properties().forEach(column -> {
                if (column.getValue().isObject() && !column.getValue().isEmpty()) {
                    columns.addAll(columnsOf(prefix + column.getKey() + ".", column.getValue()));
                } else {
                    columns.add(prefix + column.getKey());
                }
            });
            return columns;
        }

        private boolean isPresent(String field, List<String> columns) {
            return columns.contains(columnOf(field)) || (!ofFile.containsKey(field) && columns.contains(field));
        }

        private String describe(List<String> missing, List<String> found) {
            String columns = HeaderCheck.quoted(missing.stream().map(this::columnOf).toList());
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

    /**
     * Returns true if a kind of records has a field. A field of an object is named {@code attributes.brand}, a level of the
     * category {@code category.1}.
     */
    public static boolean isField(RecordKind kind, String name) {
        if (LEVEL.matcher(name).matches()) {
            return kind == RecordKind.CONTENTS || kind == RecordKind.ITEMS;
        }
        int dot = name.indexOf('.');
        String outer = dot < 0 ? name : name.substring(0, dot);
        return FIELDS.getOrDefault(kind, Set.of()).contains(outer)
                && (dot < 0 || (FlatRecord.OBJECTS.contains(outer) && dot < name.length() - 1));
    }

    private static Set<String> fields(RecordKind kind) {
        return switch (kind) {
            case TAGS -> CatalogueFormat.TAG_FIELDS;
            case CATEGORIES -> CatalogueFormat.CATEGORY_FIELDS;
            case USERS -> CatalogueFormat.USER_FIELDS;
            case CONTENTS -> with("content_id");
            case ITEMS -> without("author", with("item_id"));
            case VECTORS -> Set.of("content_id", "vector");
            case EVENTS -> {
                Set<String> fields = new HashSet<>(EventFormat.FIELDS);
                fields.add(DWELL_SECONDS);
                yield fields;
            }
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
