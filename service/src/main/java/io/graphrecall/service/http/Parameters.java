package io.graphrecall.service.http;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The validated parameters of a request, from the path and the query, with defaults for absent ones. */
record Parameters(Map<String, Object> values) {

    @Nullable
    String text(String name) {
        return (String) values.get(name);
    }

    @Nullable
    Long number(String name) {
        return values.get(name) instanceof Number number ? number.longValue() : null;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** @throws io.graphrecall.loaders.format.InvalidRecordException if the text is not a valid id */
    <T> T id(String name, Function<String, T> maker) {
        FieldErrors errors = new FieldErrors();
        T id = errors.value("/" + name, () -> maker.apply(Objects.requireNonNull(text(name))));
        errors.check();
        return Objects.requireNonNull(id);
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
                errors.add("/" + parts[0], "is not percent-encoded correctly");
            }
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
