package io.graphrecall.service.http;

import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a URL. An error points to a parameter as if it were a field. */
final class QueryParameters {

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /** @param query what stands after the question mark, or null */
    static QueryParameters parse(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return new QueryParameters(Map.of());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int cut = pair.indexOf('=');
            String named = cut < 0 ? pair : pair.substring(0, cut);
            String name = decode(named, named);
            if (values.put(name, cut < 0 ? "" : decode(name, pair.substring(cut + 1))) != null) {
                throw invalid(name, "is given twice");
            }
        }
        return new QueryParameters(values);
    }

    /** Refuses what the endpoint does not know. */
    QueryParameters only(String... known) {
        Set<String> names = Set.of(known);
        List<FieldError> errors = new ArrayList<>(0);
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                errors.add(new FieldError("/" + name, "is not known"));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidRecordException(errors);
        }
        return this;
    }

    @Nullable
    String text(String name) {
        return values.get(name);
    }

    @Nullable
    Long number(String name) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw invalid(name, "is not a number: '" + value + "'");
        }
    }

    /** Whether a parameter is {@code true}. */
    boolean flag(String name) {
        String value = values.getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw invalid(name, "is neither true nor false: '" + value + "'");
        }
        return value.equals("true");
    }

    /** A number of contents. */
    int size(int absent, int max) {
        Long size = number("size");
        if (size != null && (size < 1 || size > max)) {
            throw invalid("size", "is " + size + ", it must lie between 1 and " + max);
        }
        return size == null ? absent : size.intValue();
    }

    private static String decode(String name, String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid(name, "is not percent-encoded as it should be");
        }
    }

    private static InvalidRecordException invalid(String name, String reason) {
        return new InvalidRecordException(List.of(new FieldError("/" + name, reason)));
    }
}
