package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.NumericRanges;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The facts about each content of a response that the field {@code include} of a request names. They come from the
 * generation and the live overlay in memory, not from the graph. Immutable; thread-safe.
 */
final class IncludedFields {

    private static final String ATTRIBUTES = "attributes";
    private static final String ATTRIBUTE = ATTRIBUTES + ".";
    private static final List<String> FIELDS = List.of(
            "title", "category", "categories", "tags", ATTRIBUTES, "author", "published_at");

    /** Without facts. */
    static final IncludedFields NONE = new IncludedFields(Set.of());

    /** In the order of the request. */
    private final Set<String> fields;
    private final boolean anyAttribute;

    private IncludedFields(Set<String> fields) {
        this.fields = fields;
        anyAttribute = fields.stream().anyMatch(field -> field.startsWith(ATTRIBUTES));
    }

    /** Returns the fields that a request names, and adds an error for each that no content of a snapshot can have. */
    static IncludedFields of(@Nullable List<@Nullable String> names, ServingSnapshot snapshot, FieldErrors errors) {
        if (names == null) {
            return NONE;
        }
        Set<String> fields = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = String.valueOf(names.get(i));
            String error = ContentFields.error(name, FIELDS, ATTRIBUTE, snapshot);
            if (error != null) {
                errors.add("/include/" + i, error);
            }
            fields.add(name);
        }
        return new IncludedFields(fields);
    }

    /** Returns the names in a query parameter, which are separated by commas; null if it is absent. */
    static @Nullable List<@Nullable String> names(Parameters parameters) {
        String text = parameters.text("include");
        return text == null ? null : Arrays.asList(text.split(","));
    }

    int size() {
        return fields.size();
    }

    /** Writes the facts of a content as fields of the current object. An unknown fact is left out. */
    void write(JsonGenerator json, ServingSnapshot snapshot, int content) throws IOException {
        for (String field : fields) {
            switch (field) {
                case "title" -> write(json, field, snapshot.title(content));
                case "author" -> write(json, field, snapshot.author(content));
                case "published_at" -> {
                    long at = snapshot.publishedAt(content);
                    write(json, field,
                            at == ServingSnapshot.UNKNOWN_TIME ? null : Instant.ofEpochMilli(at).toString());
                }
                case "tags" -> write(json, field, snapshot.featureKeys(FeatureSpace.TAG, content));
                case "category" -> {
                    for (List<String> path : categories(snapshot, content).stream().limit(1).toList()) {
                        write(json, field, path);
                    }
                }
                case "categories" -> {
                    json.writeArrayFieldStart(field);
                    for (List<String> path : categories(snapshot, content)) {
                        json.writeArray(path.toArray(String[]::new), 0, path.size());
                    }
                    json.writeEndArray();
                }
                default -> {} // attributes, which are one object whatever their number
            }
        }
        if (anyAttribute) {
            json.writeObjectFieldStart(ATTRIBUTES);
            for (Map.Entry<String, List<String>> attribute : attributes(snapshot, content).entrySet()) {
                write(json, attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static void write(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeFieldName(field);
        json.writeArray(values.toArray(String[]::new), 0, values.size());
    }

    /** Returns the category paths of a content that are no part of a longer one, the longest first. */
    private static List<List<String>> categories(ServingSnapshot snapshot, int content) {
        List<List<String>> levels = snapshot.featureKeys(FeatureSpace.CATEGORY, content).stream()
                .map(key -> CategoryPath.ofKey(key).path())
                .sorted((one, other) -> Integer.compare(other.size(), one.size())).toList();
        return levels.stream().filter(path -> levels.stream().noneMatch(
                longer -> longer.size() > path.size() && longer.subList(0, path.size()).equals(path))).toList();
    }

    /** Returns the included attributes of a content by property, in alphabetical order. */
    private Map<String, List<String>> attributes(ServingSnapshot snapshot, int content) {
        return snapshot.featureKeys(FeatureSpace.ATTRIBUTE, content).stream().map(AttributeValue::ofKey)
                .filter(attribute -> !NumericRanges.isRange(attribute.value()))
                .filter(attribute -> fields.contains(ATTRIBUTES) || fields.contains(ATTRIBUTE + attribute.property()))
                .collect(Collectors.groupingBy(AttributeValue::property, TreeMap::new,
                        Collectors.mapping(AttributeValue::value, Collectors.toList())));
    }
}
