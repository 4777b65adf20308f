package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conversion of JSON trees to Java values: String, Long, Double, Boolean, List, Map. Nulls are omitted. */
final class PlainValues {

    private PlainValues() {}

    static Object of(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> number(json);
            case ARRAY -> list(json);
            case OBJECT -> map(json);
            case NULL, MISSING, BINARY, POJO ->
                throw new IllegalArgumentException("JSON node has no value: " + json.getNodeType());
        };
    }

    /** Converts a number. A number that neither a long nor a double can represent stays text. */
    private static Object number(JsonNode json) {
        if (json.isIntegralNumber()) {
            return json.canConvertToLong() ? (Object) json.longValue() : json.asText();
        }
        return Double.isFinite(json.doubleValue()) ? (Object) json.doubleValue() : json.asText();
    }

    // Loops, not streams: a value is up to as many calls deep as JSON is nested.

    static Map<String, Object> map(JsonNode json) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getValue().isNull()) {
                map.put(field.getKey(), of(field.getValue()));
            }
        }
        return map;
    }

    private static List<Object> list(JsonNode json) {
        List<Object> list = new ArrayList<>(json.size());
        for (JsonNode value : json) {
            if (!value.isNull()) {
                list.add(of(value));
            }
        }
        return list;
    }
}
