package io.graphrecall.service.http;

import io.graphrecall.schema.ContentId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Parameter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The schema of a field or parameter in the contract. Thread-safe. */
record FieldSchema(JsonObject json) {

    static FieldSchema of(Parameter parameter) {
        return new FieldSchema(parameter.getOpenAPIModel().getJsonObject("schema"));
    }

    FieldSchema field(String name) {
        return new FieldSchema(json.getJsonObject("properties").getJsonObject(name));
    }

    /** Returns the schema of the entries of this array. */
    FieldSchema items() {
        return new FieldSchema(json.getJsonObject("items"));
    }

    @Nullable
    Object defaultValue() {
        return json.getValue("default");
    }

    /** Returns the number of an extension field. */
    int number(String name) {
        return json.getInteger(name);
    }

    int defaultNumber() {
        return json.getInteger("default");
    }

    /** Converts the text of a parameter to the type of this schema. Text of another form stays text, which is invalid. */
    Object parse(String text) {
        try {
            return switch (json.getString("type")) {
                case "integer" -> Long.valueOf(text);
                case "boolean" -> text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** Adds an error if a number is outside the range of this schema, as NaN always is. */
    void checkNumber(String pointer, @Nullable Number number, FieldErrors errors) {
        if (number != null && !(number.doubleValue() >= json.getDouble("minimum", Double.NEGATIVE_INFINITY)
                && number.doubleValue() <= json.getDouble("maximum", Double.POSITIVE_INFINITY))) {
            errors.add(pointer, "is " + number + ", expected " + expected());
        }
    }

    /** Adds an error if the number in a field of this object is outside the range of the field. */
    void checkField(String name, @Nullable Number number, FieldErrors errors) {
        field(name).checkNumber("/" + name, number, errors);
    }

    /** Adds an error if a string is blank, or longer than this schema allows. Returns true if there is none. */
    boolean checkLength(String pointer, String text, FieldErrors errors) {
        boolean valid = !text.isBlank() && text.length() <= number("maxLength");
        if (!valid) {
            errors.add(pointer, text.isBlank() ? "is blank" : "is too long, expected " + expected());
        }
        return valid;
    }

    /** Adds an error if an array has fewer or more entries than this schema allows. Returns true if there is none. */
    boolean checkSize(String pointer, int size, FieldErrors errors) {
        boolean valid = size >= json.getInteger("minItems", 0)
                && size <= json.getInteger("maxItems", Integer.MAX_VALUE);
        if (!valid) {
            errors.add(pointer, "has " + size + " entries, expected " + expected());
        }
        return valid;
    }

    /** Returns the strings of an array; none if it is absent. Adds an error for each null or for a wrong number of entries. */
    List<String> strings(String pointer, @Nullable List<@Nullable String> given, FieldErrors errors) {
        if (given == null) {
            return List.of();
        }
        if (!checkSize(pointer, given.size(), errors)) {
            return List.of();
        }
        List<String> strings = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            String string = given.get(i);
            if (string == null) {
                errors.add(pointer + "/" + i, "is null, expected a string");
            } else {
                strings.add(string);
            }
        }
        return strings;
    }

    /** Returns the content ids of an array, with errors as for {@link #strings}. */
    List<ContentId> ids(String pointer, @Nullable List<@Nullable String> given, FieldErrors errors) {
        List<String> strings = strings(pointer, given, errors);
        List<ContentId> ids = new ArrayList<>(strings.size());
        for (int i = 0; i < strings.size(); i++) {
            String string = strings.get(i);
            ContentId id = errors.value(pointer + "/" + i, () -> new ContentId(string));
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Returns true if this schema lists a value. */
    boolean allows(String value) {
        return json.getJsonArray("enum").contains(value);
    }

    /** Returns the allowed values in words, for example {@code an integer between 1 and 1000}. */
    String expected() {
        JsonArray allowed = json.getJsonArray("enum");
        if (allowed != null) {
            return "one of " + allowed.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        Object min = json.getValue("minimum");
        Object max = json.getValue("maximum");
        return switch (json.getString("type")) {
            case "integer" ->
                max == null ? "an integer of at least " + min : "an integer between " + min + " and " + max;
            case "number" -> "a number between " + min + " and " + max;
            case "boolean" -> "true or false";
            case "array" -> !json.containsKey("maxItems")
                    ? "at least " + json.getValue("minItems")
                    : json.getInteger("minItems", 0) == 0
                            ? "up to " + json.getValue("maxItems")
                            : json.getValue("minItems") + " to " + json.getValue("maxItems");
            default -> "a string of up to " + json.getValue("maxLength") + " characters";
        };
    }
}
