package io.graphrecall.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The validated parameters of a request, from the path and the query, with defaults for absent ones. */
record Parameters(Map<String, Object> values) {

    static final String WRONGLY_ENCODED = "is not percent-encoded correctly, in UTF-8";

    @Nullable
    String text(String name) {
        return (String) values.get(name);
    }

    /** Returns the number of a parameter that is required or has a default. */
    int integer(String name) {
        return ((Number) Objects.requireNonNull(values.get(name))).intValue();
    }

    /** Returns the texts of a parameter, which are separated by commas; null if it is absent. */
    @Nullable
    List<@Nullable String> list(String name) {
        String text = text(name);
        return text == null ? null : Arrays.asList(text.split(","));
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /**
     * Returns the JSON of a parameter; null if it is absent.
     *
     * @throws io.graphrecall.schema.InvalidRecordException if the text is not JSON of this type
     */
    <T> @Nullable T json(String name, Class<T> type) {
        String text = text(name);
        return text == null
                ? null
                : FieldErrors.valid("/" + name, () -> Json.read(text.getBytes(StandardCharsets.UTF_8), type));
    }

    /** @throws io.graphrecall.schema.InvalidRecordException if the text is not a valid id */
    <T> T id(String name, Function<String, T> maker) {
        return FieldErrors.valid("/" + name, () -> maker.apply(Objects.requireNonNull(text(name))));
    }

    /**
     * Returns the body of a post that equals these parameters.
     *
     * @throws io.graphrecall.schema.InvalidRecordException if {@code filter} is not the JSON of a filter
     */
    <T> T body(Class<T> type) {
        Map<String, Object> fields = new HashMap<>(values);
        fields.computeIfPresent("include", (name, text) -> list(name));
        fields.computeIfPresent("filter", (name, text) -> {
            JsonNode filter = json(name, JsonNode.class);
            if (filter == null || filter.isNull()) {
                throw new InvalidRecordException("/" + name, "is null, expected an object");
            }
            return filter;
        });
        return Json.convert(fields, type);
    }

    /** Adds the parameters of an encoded query to {@code values}. */
    static void decode(@Nullable String query, Map<String, String> values, FieldErrors errors) {
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                String name = decode(parts[0]);
                if (values.put(name, parts.length == 1 ? "" : decode(parts[1])) != null) {
                    errors.add("/" + name, "is given twice");
                }
            } catch (IllegalArgumentException e) {
                errors.add("/" + parts[0], WRONGLY_ENCODED);
            }
        }
    }

    /**
     * Decodes a percent-encoded text of ASCII characters.
     *
     * @throws IllegalArgumentException if a percent sign has no hexadecimal digits, or the bytes are not UTF-8
     */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8); // most paths, and at no cost
        }
        byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        try { // strictly: with replaced bytes, an id would be another id
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(WRONGLY_ENCODED, e);
        }
    }
}
