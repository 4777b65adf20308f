package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.graphrecall.loaders.format.ListText;
import io.graphrecall.loaders.format.NumberText;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.InvalidRecordException;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Converts columns to the fields of one kind of records. A list may be given as JSON or as values separated by
 * {@code |}, an object as JSON or as one column per field, named {@code attributes.brand}. A list with other separators
 * stays text, which the format splits. Numbers are converted to the type that the field requires. Columns that are no field
 * of the kind stay unchanged.
 */
final class FlatRecord {

    private static final Set<String> LISTS = Set.of("category", "categories", "tags", "follows", "blocks", "mutes",
            "maps_to",
            "synonyms");
    static final Set<String> OBJECTS = Set.of("attributes", "media", "vectors", "profile");
    private static final Set<String> NUMBERS = Set.of("timestamp", "published_at", "expires_at", "dwell_ms");
    private static final Set<String> IDS = Set.of("user_id", "content_id", "item_id", "event_id", "request_id",
            "author");
    private static final Set<String> TEXTS = Set.of("title", "description", "query", "scene", "tag", "parent");
    private static final Pattern FLOATING_POINT_ID = Pattern.compile("-?(0|[1-9]\\d{0,14})\\.0");

    private static final Pattern BAR = Pattern.compile("\\|");

    private FlatRecord() {}

    /**
     * Converts columns of a file that has only texts. An id such as {@code 123.0}, which pandas writes for a column with gaps,
     * is a number there.
     */
    static JsonNode ofTexts(RecordKind kind, JsonNode row) {
        ObjectNode record = of(kind, row);
        for (String id : IDS) {
            String text = RecordFields.isField(kind, id) ? record.path(id).asText() : "";
            if (FLOATING_POINT_ID.matcher(text).matches()) {
                record.set(id, NumberText.parse(text));
            }
        }
        return record;
    }

    static ObjectNode of(RecordKind kind, JsonNode row) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> column : row.properties()) {
            if (RecordFields.isField(kind, column.getKey())) {
                put(record, column.getKey(), column.getValue());
            } else {
                record.set(column.getKey(), column.getValue());
            }
        }
        return record;
    }

    /**
     * Moves a field that is named {@code attributes.brand} into its object.
     *
     * @throws InvalidRecordException if the object has the field already, or is none
     */
    static void nest(ObjectNode record, String name) {
        JsonNode value = name.indexOf('.') < 0 ? null : record.remove(name);
        if (value != null) {
            if (record.get(outer(name)) instanceof ObjectNode object) {
                if (object.has(inner(name))) {
                    throw Row.wrong(name, "is given by two columns, its own and the one that is mapped to it");
                }
                record.set(outer(name), object.deepCopy()); // the original record keeps its own
            }
            put(record, name, value);
        }
    }

    /** Returns the name before the first dot, that of the object. */
    static String outer(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String inner(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private static void put(ObjectNode record, String name, JsonNode value) {
        String outer = outer(name);
        if (!OBJECTS.contains(outer)) {
            record.set(name, field(name, value));
        } else if (outer.equals(name)) {
            JsonNode object = value.isTextual() ? parse(name, value.textValue()) : value;
            if (object.isObject() && record.get(name) instanceof ObjectNode existing) {
                existing.setAll((ObjectNode) object);
            } else {
                record.set(name, object);
            }
        } else {
            object(record, outer).set(inner(name), nestedField(outer, name, value));
        }
    }

    private static ObjectNode object(ObjectNode record, String name) {
        JsonNode existing = record.get(name);
        if (existing == null) {
            return record.putObject(name);
        }
        if (existing instanceof ObjectNode object) {
            return object;
        }
        throw Row.wrong(name, "is not an object, but other columns set its fields");
    }

    private static JsonNode field(String name, JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            if (LISTS.contains(name)) {
                if (text.startsWith("[")) {
                    return parse(name, text);
                }
                return !ListText.isPlain(name, text)
                        ? value
                        : name.equals("categories") ? paths(text) : list(name, text);
            }
            JsonNode number = NUMBERS.contains(name) ? NumberText.parse(text) : null;
            return number == null ? value : number;
        }
        return value.isIntegralNumber() && (IDS.contains(name) || TEXTS.contains(name))
                ? TextNode.valueOf(value.asText())
                : value;
    }

    private static JsonNode nestedField(String outer, String name, JsonNode value) {
        if (!value.isTextual()) {
            return outer.equals("attributes") ? texts(value) : value;
        }
        String text = value.textValue();
        return switch (outer) {
            case "attributes" -> list(name, text);
            case "vectors" -> text.startsWith("[") ? parse(name, text) : numbers(name, text);
            case "media" -> inner(name).equals("frames") ? list(name, text) : value;
            default -> value;
        };
    }

    /** Returns the values of an attribute as texts, from a column of numbers or of lists. */
    private static JsonNode texts(JsonNode value) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        if (value.isArray()) {
            value.forEach(one -> texts.add(text(one)));
            return texts;
        }
        JsonNode text = text(value);
        return text.isTextual() ? texts.add(text) : value;
    }

    private static JsonNode text(JsonNode value) {
        return value.isNumber() || value.isBoolean() ? TextNode.valueOf(value.asText()) : value;
    }

    /** Returns category paths of one level each. */
    private static JsonNode paths(String text) {
        ArrayNode paths = JsonNodeFactory.instance.arrayNode();
        list("categories", text).forEach(path -> paths.addArray().add(path));
        return paths;
    }

    private static JsonNode list(String name, String text) {
        if (text.startsWith("[")) {
            return parse(name, text);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        BAR.splitAsStream(text).map(String::strip).filter(value -> !value.isEmpty()).forEach(list::add);
        return list;
    }

    private static JsonNode numbers(String name, String text) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        BAR.splitAsStream(text).forEach(number -> list.add(parse(name, number.strip())));
        return list;
    }

    private static JsonNode parse(String name, String text) {
        try {
            return StrictJson.parse(text);
        } catch (InvalidRecordException e) {
            throw Row.wrong(name, String.valueOf(e.getMessage()));
        }
    }

}
