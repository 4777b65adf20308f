package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names of the columns of a record, as a mapping names them. */
public final class ColumnNames {

    private ColumnNames() {}

    /** Returns the names of the columns of a record that are no known fields. */
    public static List<String> unknown(JsonNode record, Set<String> known) {
        return record.propertyStream().filter(field -> !known.contains(field.getKey()))
                .flatMap(field -> of(field.getKey(), field.getValue())).toList();
    }

    /** Returns the name of a field. For an object or a list of objects, returns names such as {@code video.id}. */
    public static Stream<String> of(String name, JsonNode value) {
        JsonNode first = value.isArray() ? value.path(0) : value;
        return first.isObject() && !first.isEmpty()
                ? first.propertyStream().flatMap(field -> of(name + "." + field.getKey(), field.getValue()))
                : Stream.of(name);
    }
}
