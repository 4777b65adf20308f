package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One JSON object under reading: hands out typed fields and gathers what is wrong with them, so that a record is
 * refused with all its faults at once. A field that is null counts as absent. After a fault the value handed out is
 * null or empty; {@link #check()} must be called before it is used.
 */
final class JsonRecord {

    /** Keys name themselves in front of their rule; the pointer has said so already. */
    private static final Pattern KEY_NAME = Pattern.compile(
            "^(user_id|content_id|item_id|query|tag|category|attribute name|attribute value) (?=is |has |contains )");

    private final JsonNode json;
    private final String prefix;
    private final List<FieldError> errors;
    private final Set<String> read = new LinkedHashSet<>();

    private JsonRecord(JsonNode json, String prefix, List<FieldError> errors) {
        this.json = json;
        this.prefix = prefix;
        this.errors = errors;
    }

    /**
     * @throws InvalidRecordException where the JSON is no object or holds text that is no Unicode
     */
    static JsonRecord of(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidRecordException("", "is " + kind(json) + ", an object is wanted");
        }
        UnicodeCheck.check(json);
        return new JsonRecord(json, "", new ArrayList<>());
    }

    /** A field that is an object of its own, read into the same list of faults; an empty one where it is absent. */
    JsonRecord object(String field) {
        JsonNode value = field(field);
        if (!value.isMissingNode() && !value.isObject()) {
            wrong(field, "is " + kind(value) + ", an object is wanted");
        }
        return new JsonRecord(value, pointer(field), errors);
    }

    /** Whether the field is there and not null. */
    boolean has(String field) {
        return json.hasNonNull(field);
    }

    @Nullable
    String text(String field) {
        JsonNode value = field(field);
        return value.isMissingNode() ? null : textOf(pointer(field), value);
    }

    /** A text that must be there, made into a key whose own rules apply. */
    <K> @Nullable K required(String field, Function<String, K> key) {
        if (!has(field)) {
            read.add(field);
            wrong(field, "is missing");
            return null;
        }
        return optional(field, key);
    }

    /** A text that may be absent, made into a key whose own rules apply. */
    <K> @Nullable K optional(String field, Function<String, K> key) {
        String text = text(field);
        return text == null ? null : make(field, () -> key.apply(text));
    }

    /** Distinct texts in their order, each made into a key whose own rules apply; empty where absent. */
    <K> List<K> list(String field, Function<String, K> key) {
        return elements(field, key).stream().distinct().toList();
    }

    /** Texts in their order, repeated ones included; empty where absent. */
    List<String> texts(String field) {
        return elements(field, Function.identity());
    }

    /**
     * A field for each name of an object, every value a list of distinct texts.
     *
     * @param check makes name and text into what is kept of the text
     */
    Map<String, List<String>> lists(String field, BinaryOperator<String> check) {
        JsonRecord fields = object(field);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String name : fields.names()) {
            List<String> values = fields.list(name, text -> check.apply(name, text));
            if (!values.isEmpty()) {
                lists.put(name, values);
            }
        }
        return lists;
    }

    @Nullable
    Long count(String field) {
        JsonNode value = field(field);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isNumber()) {
            wrong(field, "is " + kind(value) + ", a number is wanted");
            return null;
        }
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong() || value.longValue() < 0) {
            wrong(field, "is " + value.asText() + ", a whole number of 0 or more is wanted");
            return null;
        }
        return value.longValue();
    }

    @Nullable
    Instant time(String field) {
        JsonNode value = field(field);
        return value.isMissingNode() ? null : make(field, () -> Timestamp.parse(value));
    }

    /** Vectors by the name of their space. */
    Map<String, float[]> vectors(String field) {
        JsonRecord spaces = object(field);
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (String name : spaces.names()) {
            float[] vector = spaces.make(name, () -> Vectors.parse(name, spaces.field(name)));
            if (vector != null) {
                vectors.put(name, vector);
            }
        }
        return vectors;
    }

    /** The fields that nobody has asked for, as plain Java values. */
    Map<String, Object> rest() {
        Map<String, Object> rest = new LinkedHashMap<>();
        for (String name : names()) {
            if (!read.contains(name)) {
                rest.put(name, PlainValues.of(json.get(name)));
            }
        }
        return rest;
    }

    /** The names of all fields that are not null. */
    List<String> names() {
        return json.propertyStream().filter(field -> !field.getValue().isNull()).map(Map.Entry::getKey).toList();
    }

    /** Runs what may break a rule of the value itself; its message becomes the reason. */
    <T> @Nullable T make(String field, Supplier<T> value) {
        return makeAt(pointer(field), value);
    }

    /** Notes a fault. */
    void wrong(String field, String reason) {
        errors.add(new FieldError(pointer(field), reason));
    }

    /** Ends the reading. */
    void check() {
        if (!errors.isEmpty()) {
            throw new InvalidRecordException(errors);
        }
    }

    /** What a JSON value is, with its article. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "a truth value";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NULL -> "null";
            case MISSING, BINARY, POJO -> "nothing";
        };
    }

    private <K> List<K> elements(String field, Function<String, K> key) {
        JsonNode values = field(field);
        if (values.isMissingNode()) {
            return List.of();
        }
        if (!values.isArray()) {
            wrong(field, "is " + kind(values) + ", a list of texts is wanted");
            return List.of();
        }
        List<K> elements = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.get(i);
            String pointer = pointer(field) + "/" + i;
            String text = textOf(pointer, value);
            K made = text == null ? null : makeAt(pointer, () -> key.apply(text));
            if (made != null) {
                elements.add(made);
            }
        }
        return elements;
    }

    private @Nullable String textOf(String pointer, JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        errors.add(new FieldError(pointer, "is " + kind(value) + ", a text is wanted"));
        return null;
    }

    private <T> @Nullable T makeAt(String pointer, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            String reason = KEY_NAME.matcher(String.valueOf(e.getMessage())).replaceFirst("");
            errors.add(new FieldError(pointer, reason));
            return null;
        }
    }

    private JsonNode field(String field) {
        read.add(field);
        return has(field) ? json.get(field) : MissingNode.getInstance();
    }

    private String pointer(String field) {
        return prefix + "/" + field.replace("~", "~0").replace("/", "~1");
    }
}
