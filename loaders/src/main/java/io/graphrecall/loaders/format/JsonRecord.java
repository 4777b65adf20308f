package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.FieldError;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Typed access to a JSON object that collects the errors of all fields, so that they are reported together. A field
 * that is null counts as absent. An invalid field yields null or an empty value. {@link #check()} must be called before
 * the values are used.
 */
final class JsonRecord {

    /** Field name at the start of a key's error message, which the JSON pointer already contains. */
    private static final Pattern KEY_NAME = Pattern.compile(
            "^(user_id|content_id|item_id|query|tag|category|attribute name|attribute value) (?=is |has |contains )");

    /** Below it, doubles represent every whole number. A larger id may have lost digits in another program. */
    private static final double MAX_EXACT = 1L << 53;

    /** Errors of a record that are reported. A list of invalid elements has many. */
    private static final int MAX_ERRORS = 20;

    private final JsonNode json;
    private final String prefix;
    private final List<FieldError> errors;
    private final Consumer<Conversion> conversions;
    private final Set<String> read = new LinkedHashSet<>();

    private JsonRecord(
            JsonNode json, String prefix, List<FieldError> errors, Consumer<Conversion> conversions) {
        this.json = json;
        this.prefix = prefix;
        this.errors = errors;
        this.conversions = conversions;
    }

    /**
     * Starts to read a record.
     *
     * @param conversions called for each converted value
     * @throws InvalidRecordException if the JSON is not an object or contains invalid Unicode
     */
    static JsonRecord of(JsonNode json, Consumer<Conversion> conversions) {
        if (!json.isObject()) {
            throw new InvalidRecordException("", "is " + kind(json) + ", expected an object");
        }
        UnicodeCheck.check(json);
        return new JsonRecord(json, "", new ArrayList<>(), conversions);
    }

    /** Returns a nested object that shares the error list; an empty one if the field is absent. */
    JsonRecord object(String field) {
        JsonNode value = field(field);
        if (!value.isMissingNode() && !value.isObject()) {
            wrong(field, "is " + kind(value) + ", expected an object");
        }
        return new JsonRecord(value, pointer(field), errors, conversions);
    }

    /** Returns true if the field exists and is not null. */
    boolean has(String field) {
        return json.hasNonNull(field);
    }

    @Nullable
    String text(String field) {
        JsonNode value = field(field);
        return value.isMissingNode() ? null : textOf(pointer(field), value);
    }

    /** Reads a required string and converts it to a key, which validates it. */
    <K> @Nullable K required(String field, Function<String, K> key) {
        return isPresent(field) ? optional(field, key) : null;
    }

    /** Reads a required id and converts it to a key, which validates it. */
    <K> @Nullable K requiredId(String field, Function<String, K> key) {
        return isPresent(field) ? id(field, key) : null;
    }

    private boolean isPresent(String field) {
        if (!has(field)) {
            read.add(field);
            wrong(field, "is missing");
        }
        return has(field);
    }

    /** Reads an optional id and converts it to a key, which validates it. */
    <K> @Nullable K id(String field, Function<String, K> key) {
        JsonNode value = field(field);
        String id = value.isMissingNode() ? null : idOf(pointer(field), value);
        return id == null ? null : make(field, () -> key.apply(id));
    }

    /** Reads distinct ids, given as a list or as one text, and converts each to a key, which validates it. */
    <K> List<K> ids(String field, Function<String, K> key) {
        return elements(pointer(field), listed(field, ListText::elements), this::idOf, key).stream().distinct()
                .toList();
    }

    /** Reads distinct tags, given as a list or as one text, and converts each to a key; empty if absent. */
    <K> List<K> tags(String field, Function<String, K> key) {
        return elements(pointer(field), listed(field, ListText::tags), this::textOf, key).stream().distinct().toList();
    }

    private JsonNode listed(String field, Function<String, List<String>> split) {
        return listed(field, Conversion.LIST_AS_TEXT, text -> {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            split.apply(text).forEach(list::add);
            return list;
        });
    }

    /** Returns the list of a field. One text is read as JSON if it is a JSON list, and split otherwise. */
    private JsonNode listed(String field, Conversion conversion, Function<String, ArrayNode> split) {
        JsonNode value = field(field);
        if (!value.isTextual()) {
            return value;
        }
        conversions.accept(conversion);
        String text = value.textValue().strip();
        if (!text.startsWith("[")) {
            return split.apply(text);
        }
        try {
            return StrictJson.parse(text);
        } catch (InvalidRecordException e) {
            if (conversion == Conversion.LIST_AS_TEXT) {
                return split.apply(text); // such as the tags "[new], nails"
            }
            wrong(field, String.valueOf(e.getMessage()));
            return MissingNode.getInstance();
        }
    }

    /** Reads category paths: one path as a list of strings, or one or more as one text; empty if absent. */
    List<List<String>> paths(String field) {
        boolean isText = field(field).isTextual();
        JsonNode value = listed(field, Conversion.CATEGORY_AS_TEXT, text -> lists(ListText.paths(text)));
        if (isText && value.path(0).isArray()) {
            return textLists(field, value);
        }
        List<String> path = elements(pointer(field), value, this::textOf, Function.identity());
        return path.isEmpty() ? List.of() : List.of(path);
    }

    private static ArrayNode lists(List<List<String>> lists) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        lists.forEach(list -> list.forEach(json.addArray()::add));
        return json;
    }

    /** Reads an action, regardless of its letter case. */
    @Nullable
    Action action(String field) {
        if (!isPresent(field)) {
            return null;
        }
        return ofWord(field, name -> {
            String wireName = name.strip().toLowerCase(Locale.ROOT);
            Action action = WireNamed.find(Action.class, wireName).orElseThrow(() -> unknown(Action.class, name));
            if (!wireName.equals(name)) {
                conversions.accept(Conversion.ACTION_CASE);
            }
            return action;
        });
    }

    /** Reads an optional constant. */
    <E extends Enum<E> & WireNamed> @Nullable E constant(String field, Class<E> type) {
        return ofWord(field, name -> WireNamed.find(type, name).orElseThrow(() -> unknown(type, name)));
    }

    /** Converts a word of a log, which may be a code such as {@code 3} or {@code true}. */
    private <E> @Nullable E ofWord(String field, Function<String, E> constant) {
        JsonNode value = field(field);
        return value.isNumber() || value.isBoolean()
                ? make(field, () -> constant.apply(value.asText()))
                : optional(field, constant);
    }

    private static <E extends Enum<E> & WireNamed> IllegalArgumentException unknown(Class<E> type, String name) {
        return new IllegalArgumentException("is '" + name + "', expected one of "
                + Arrays.stream(type.getEnumConstants()).map(WireNamed::wireName).collect(Collectors.joining(", ")));
    }

    /** Reads an optional string and converts it to a key, which validates it. */
    <K> @Nullable K optional(String field, Function<String, K> key) {
        String text = text(field);
        return text == null ? null : make(field, () -> key.apply(text));
    }

    /** Reads distinct strings in their order and converts each to a key, which validates it; empty if absent. */
    <K> List<K> list(String field, Function<String, K> key) {
        return elements(pointer(field), field(field), this::textOf, key).stream().distinct().toList();
    }

    /** Reads several category paths, given as a list of lists of strings or as one text; empty if absent. */
    List<List<String>> pathList(String field) {
        return textLists(field,
                listed(field, Conversion.CATEGORY_AS_TEXT, text -> lists(ListText.pathsAtBars(text))));
    }

    private List<List<String>> textLists(String field, JsonNode values) {
        if (!values.isMissingNode() && !values.isArray()) {
            wrong(field, "is " + kind(values) + ", expected a list of lists of strings");
            return List.of();
        }
        List<List<String>> lists = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            lists.add(elements(pointer(field) + "/" + i, values.get(i), this::textOf, Function.identity()));
        }
        return lists;
    }

    /**
     * Reads an object whose values are lists of distinct strings.
     *
     * @param check maps field name and value to the value that is kept
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
        JsonNode number = value.isTextual() ? NumberText.parse(value.textValue().strip()) : null;
        if (number != null) {
            conversions.accept(Conversion.NUMBER_AS_TEXT);
            value = number;
        }
        if (!value.isNumber()) {
            wrong(field, "is " + (value.isTextual() ? "'" + value.textValue() + "'" : kind(value))
                    + ", expected a whole number");
            return null;
        }
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong() || value.longValue() < 0) {
            wrong(field, "is " + value.asText() + ", expected a whole number of 0 or more");
            return null;
        }
        return value.longValue();
    }

    /**
     * Reads a time.
     *
     * @param inSeconds true if numbers may be in seconds
     */
    @Nullable
    Instant time(String field, boolean inSeconds) {
        JsonNode value = field(field);
        return value.isMissingNode() ? null : make(field, () -> Timestamp.parse(value, inSeconds, conversions));
    }

    /** Reads vectors by embedding space name. An empty one counts as absent. */
    Map<String, float[]> vectors(String field) {
        JsonRecord spaces = object(field);
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (String name : spaces.names()) {
            float[] vector = spaces.make(name, () -> VectorFormat.parse(name, spaces.field(name)));
            if (vector != null && vector.length > 0) {
                vectors.put(name, vector);
            }
        }
        return vectors;
    }

    /** Returns the fields that were not read, as plain Java values. */
    Map<String, Object> rest() {
        Map<String, Object> rest = new LinkedHashMap<>();
        for (String name : names()) {
            if (!read.contains(name)) {
                rest.put(name, PlainValues.of(json.get(name)));
            }
        }
        return rest;
    }

    /** Returns the names of all fields that are not null. */
    List<String> names() {
        return json.propertyStream().filter(field -> !field.getValue().isNull()).map(Map.Entry::getKey).toList();
    }

    /** Computes a value. The message of an {@link IllegalArgumentException} becomes the field's error. */
    <T> @Nullable T make(String field, Supplier<T> value) {
        return makeAt(pointer(field), value);
    }

    /** Records an error, unless there are {@value #MAX_ERRORS}. */
    void wrong(String field, String reason) {
        wrongAt(pointer(field), reason);
    }

    private void wrongAt(String pointer, String reason) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(pointer, reason));
        }
    }

    /** Throws an exception if there are errors. */
    void check() {
        if (!errors.isEmpty()) {
            throw new InvalidRecordException(errors);
        }
    }

    /** Returns the type of a JSON value with its article. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NULL -> "null";
            case MISSING, BINARY, POJO -> "nothing";
        };
    }

    private <K> List<K> elements(
            String pointer, JsonNode values, BiFunction<String, JsonNode, @Nullable String> reader,
            Function<String, K> key) {
        if (values.isMissingNode() || values.isNull()) {
            return List.of();
        }
        if (!values.isArray()) {
            wrongAt(pointer, "is " + kind(values) + ", expected a list of strings");
            return List.of();
        }
        List<K> elements = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            String at = pointer + "/" + i;
            String text = reader.apply(at, values.get(i));
            K element = text == null ? null : makeAt(at, () -> key.apply(text));
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    private @Nullable String idOf(String pointer, JsonNode value) {
        if (value.isIntegralNumber()
                || (value.canConvertToExactIntegral() && Math.abs(value.doubleValue()) < MAX_EXACT)) {
            conversions.accept(Conversion.NUMERIC_ID);
            return value.bigIntegerValue().toString();
        }
        String text = textOf(pointer, value);
        if (text == null || text.isBlank() || text.strip().length() == text.length()) {
            return text;
        }
        conversions.accept(Conversion.BLANKS_AROUND_ID);
        return text.strip();
    }

    private @Nullable String textOf(String pointer, JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        wrongAt(pointer, "is " + kind(value) + ", expected a string");
        return null;
    }

    private <T> @Nullable T makeAt(String pointer, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            String reason = KEY_NAME.matcher(String.valueOf(e.getMessage())).replaceFirst("");
            wrongAt(pointer, reason);
            return null;
        }
    }

    private JsonNode field(String field) {
        read.add(field);
        return has(field) ? json.get(field) : MissingNode.getInstance();
    }

    private String pointer(String field) {
        return pointer(prefix, field);
    }

    /** Returns the JSON pointer of a field, given that of its object. */
    static String pointer(String object, String field) {
        return object + "/" + field.replace("~", "~0").replace("/", "~1");
    }
}
