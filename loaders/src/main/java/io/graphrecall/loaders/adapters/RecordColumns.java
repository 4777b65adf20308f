package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.format.ColumnNames;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.NumberText;
import io.graphrecall.loaders.source.HeaderCheck;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.WireNamed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mapping of the columns of one kind of records to its fields.
 *
 * @param general column by field, if the file has the column
 * @param ofFile  column by field; the file must have the column
 * @param fields  field by column
 * @param words   constant by word in lower case, by field
 */
record RecordColumns(RecordKind kind, Map<String, String> general, Map<String, String> ofFile,
        Map<String, String> fields,
        Map<String, Map<String, String>> words) {

    /** Fields of an event that say what the user acted on. */
    private static final List<String> TARGETS = List.of("content_id", "item_id", "query");
    private static final String ACTION = "action";
    private static final String DWELL_MS = "dwell_ms";
    /** Decimal comma. More than two digits after it may be thousands. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("^(-?\\d+),(\\d{1,2})$");
    /** Fields of which an empty text and none make two events. */
    private static final Set<String> OF_IDENTITY = Set.of("scene", "request_id");

    static RecordColumns of(RecordKind kind, Map<String, String> general, Map<String, String> ofFile,
            Map<String, Map<String, String>> words) {
        return new RecordColumns(kind, general, ofFile, fields(kind, general, ofFile), words);
    }

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

    /** Returns true if events with some actions are left out. */
    boolean ignoresActions() {
        return words.getOrDefault(ACTION, Map.of()).containsValue(ColumnMapping.IGNORE);
    }

    /** Returns true if an event with renamed fields is left out. */
    static boolean isIgnored(JsonNode event) {
        return event.path(ACTION).asText().equals(ColumnMapping.IGNORE);
    }

    /** Returns the check that a header has the required and the mapped columns. */
    HeaderCheck header() {
        return columns -> {
            List<String> needed = new ArrayList<>(RecordFields.required(kind));
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
            } else if (!RecordFields.isField(kind, field) || FlatRecord.OBJECTS.contains(field)) {
                ObjectNode rest = without(column.getValue(), column.getKey() + ".", parts.keySet());
                if (!rest.isEmpty()) {
                    put(renamed, field, rest);
                }
            }
        });
        parts.forEach((column, value) -> put(renamed, fields.getOrDefault(column, column), value));
        words.forEach((field, constants) -> {
            JsonNode given = renamed.path(field);
            String constant = given.isValueNode() ? constants.get(ColumnMapping.word(given.asText())) : null;
            if (constant != null) {
                renamed.put(field, constant);
            }
        });
        if (fields.containsValue(RecordFields.DWELL_SECONDS)) {
            convertDwellTime(renamed);
        }
        joinLevels(renamed);
        chooseTarget(renamed);
        return renamed;
    }

    private static void convertDwellTime(ObjectNode event) {
        JsonNode given = event.remove(RecordFields.DWELL_SECONDS);
        if (given == null || given.isNull()) {
            return;
        }
        if (event.has(DWELL_MS)) {
            throw Row.wrong(RecordFields.DWELL_SECONDS, "and dwell_ms are both given");
        }
        JsonNode seconds = given.isTextual()
                ? NumberText.parse(DECIMAL_COMMA.matcher(given.textValue().strip()).replaceFirst("$1.$2"))
                : given;
        if (seconds == null || !seconds.isNumber()) {
            throw Row.wrong(RecordFields.DWELL_SECONDS,
                    "is " + (given.isTextual() ? "'" + given.textValue() + "'" : given)
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
        List<JsonNode> levels = fields.values().stream().filter(field -> RecordFields.LEVEL.matcher(field).matches())
                .sorted()
                .map(field -> Objects.requireNonNullElse(record.remove(field), NullNode.getInstance())).toList();
        if (!levels.isEmpty()) {
            put(record, RecordFields.CATEGORY, JsonNodeFactory.instance.arrayNode()
                    .addAll(levels.stream().takeWhile(level -> !level.isNull()).toList()));
        }
    }

    private boolean isAbsent(Map.Entry<String, JsonNode> field) {
        return field.getValue().isTextual() && field.getValue().textValue().isEmpty()
                && RecordFields.isField(kind, field.getKey()) && !OF_IDENTITY.contains(field.getKey());
    }

    /** Moves the value of a column of several targets to the one that the action requires. */
    private void chooseTarget(ObjectNode event) {
        Optional<String> target = kind == RecordKind.EVENTS
                ? WireNamed.find(Action.class, ColumnMapping.word(event.path(ACTION).asText()))
                        .map(EventFormat::targetField)
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
                && (!isEmpty() || found.stream().anyMatch(column -> !RecordFields.isField(kind, column)))) {
            List<String> missing = RecordFields.required(kind).stream().filter(
                    field -> !renamed.has(field) && !isPresent(field, found)).toList();
            if (!missing.isEmpty()) {
                throw new InvalidRecordException("",
                        "is a record without " + describe(missing, ColumnNames.unknown(record, Set.of())));
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
