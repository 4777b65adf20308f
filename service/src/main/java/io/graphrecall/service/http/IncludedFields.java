package io.graphrecall.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.graphrecall.pipeline.filter.UnknownValues;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.catalogue.StoredFacts;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The facts about each content of a response that the field {@code include} of a request names. They come from the
 * generation and the live overlay in memory, except the description, media and further fields of the record, which come
 * from the graph. Immutable; thread-safe.
 */
final class IncludedFields {

    /** Maximum time of a read of the graph for a list; a recall has its own. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final String ATTRIBUTES = "attributes";
    private static final String ATTRIBUTE = ATTRIBUTES + ".";
    private static final String DESCRIPTION = "description";
    private static final String MEDIA = "media";
    private static final String STORED = "fields";
    private static final String STORED_FIELD = STORED + ".";
    private static final List<String> FIELDS = List.of("title", "category", "categories", "tags", ATTRIBUTES, "author",
            "published_at", DESCRIPTION, MEDIA, STORED);

    /** Without facts. */
    static final IncludedFields NONE = new IncludedFields(Map.of());

    /** Position in the request by name, in the order of the request. */
    private final Map<String, Integer> fields;
    private final boolean anyAttribute;
    private final StoredFacts.Wanted wanted;

    private IncludedFields(Map<String, Integer> fields) {
        this.fields = fields;
        Set<String> names = fields.keySet();
        anyAttribute = names.stream().anyMatch(field -> field.startsWith(ATTRIBUTES));
        wanted = new StoredFacts.Wanted(names.contains(DESCRIPTION), names.contains(MEDIA), names.contains(STORED),
                names.stream().filter(IncludedFields::isStoredField)
                        .map(field -> field.substring(STORED_FIELD.length())).toList());
    }

    /**
     * Returns the fields that a request names, and adds an error for each that no content of a snapshot can have.
     *
     * @param schema       {@code Include} of the contract
     * @param anyAttribute true to accept attributes that no content has
     */
    static IncludedFields of(@Nullable List<@Nullable String> names, FieldSchema schema, boolean anyAttribute,
            ServingSnapshot snapshot, FieldErrors errors) {
        if (names == null || !schema.checkSize("/include", names.size(), errors)) {
            return NONE;
        }
        Map<String, Integer> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = String.valueOf(names.get(i));
            boolean known = !schema.items().checkLength("/include/" + i, name, errors) || isStoredField(name)
                    || (anyAttribute && name.startsWith(ATTRIBUTE));
            String error = known ? null : ContentFields.error(name, FIELDS, ATTRIBUTE, snapshot);
            if (error != null) {
                errors.add("/include/" + i, error);
            }
            fields.putIfAbsent(name, i);
        }
        return new IncludedFields(fields);
    }

    /** Checks the attributes. */
    void check(UnknownValues unknown, ServingSnapshot snapshot) {
        fields.forEach((field, index) -> {
            if (field.startsWith(ATTRIBUTE) && !snapshot.hasAttribute(field.substring(ATTRIBUTE.length()))) {
                unknown.add("/include/" + index, field);
            }
        });
    }

    /** A content may have a further field of any name. */
    private static boolean isStoredField(String name) {
        return name.startsWith(STORED_FIELD) && name.length() > STORED_FIELD.length();
    }

    /**
     * Reads the facts that are not in memory, by content id. Reads nothing if the request names none.
     *
     * @param limit maximum time
     * @throws io.graphrecall.schema.RecallException UNAVAILABLE if the graph does not respond in time
     */
    Map<String, StoredFacts> stored(
            ContentCatalogue catalogue, Supplier<List<String>> contents, Duration limit) {
        return wanted.any() ? catalogue.stored(contents.get(), wanted, limit) : Map.of();
    }

    int size() {
        return fields.size();
    }

    /**
     * Writes the facts of a content as fields of the current object. An unknown fact is left out.
     *
     * @param stored facts from {@link #stored}; those of other contents are ignored
     */
    void write(JsonGenerator json, ServingSnapshot snapshot, int content, Map<String, StoredFacts> stored)
            throws IOException {
        for (String field : fields.keySet()) {
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
                default -> {} // attributes, and facts from the graph
            }
        }
        if (anyAttribute) {
            json.writeObjectFieldStart(ATTRIBUTES);
            for (Map.Entry<String, List<String>> attribute : attributes(snapshot, content).entrySet()) {
                write(json, attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
        }
        StoredFacts facts = stored.isEmpty() ? null : stored.get(snapshot.contentId(content));
        if (facts != null) {
            write(json, DESCRIPTION, facts.description());
            if (facts.media() != null) {
                json.writeFieldName(MEDIA);
                Json.writeValue(json, facts.media());
            }
            if (wanted.hasFields()) {
                json.writeFieldName(STORED);
                Json.writeValue(json, facts.fields());
            }
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
        return snapshot.deepestCategories(content).stream().map(CategoryPath::path)
                .sorted((one, other) -> Integer.compare(other.size(), one.size())).toList();
    }

    /** Returns the included attributes of a content by property, in alphabetical order. */
    private Map<String, List<String>> attributes(ServingSnapshot snapshot, int content) {
        return snapshot.attributes(content).stream()
                .filter(attribute -> fields.containsKey(ATTRIBUTES)
                        || fields.containsKey(ATTRIBUTE + attribute.property()))
                .collect(Collectors.groupingBy(AttributeValue::property, TreeMap::new,
                        Collectors.mapping(AttributeValue::value, Collectors.toList())));
    }
}
