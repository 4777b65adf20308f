package io.graphrecall.loaders.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.NodeLabel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Records of the graph in the data format: what was loaded and posted, without predictions and other derived values. The
 * order of tags, values and categories of a record is lost, as is the folder of its media.
 */
public final class StoredRecords {

    public static final CypherStatement USERS = CypherStatement.of("export/users");
    public static final CypherStatement CONTENTS = CypherStatement.of("export/entries", NodeLabel.CONTENT);
    public static final CypherStatement ITEMS = CypherStatement.of("export/entries", NodeLabel.ITEM);

    /** Parameters for the records of all nodes of a label. The end of the range sorts after every key of up to 1,024 characters. */
    public static final Map<String, Object> ALL = Map.of(
            "from", "", "to", Character.toString(Character.MAX_CODE_POINT).repeat(513), "all", false);

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredRecords() {}

    /** Returns parameters for one node, with or without a record. */
    static Map<String, Object> of(String key) {
        return Map.of("from", key, "to", key + '\0', "all", true);
    }

    public static ObjectNode tag(GraphRow row) {
        ObjectNode json = JSON.createObjectNode().put("tag", row.string("tag"));
        putTexts(json, "synonyms", row.strings("synonyms"));
        row.strings("parents").forEach(parent -> json.put("parent", parent));
        return json;
    }

    public static ObjectNode category(GraphRow row) {
        CategoryPath category = CategoryPath.ofKey(row.string("key"));
        ObjectNode json = JSON.createObjectNode().put("domain", category.domain().wireName());
        putTexts(json, "category", category.path());
        row.strings("counterparts").forEach(key -> putTexts(json, "maps_to", CategoryPath.ofKey(key).path()));
        return json;
    }

    public static ObjectNode user(GraphRow row) {
        ObjectNode json = JSON.createObjectNode().put("user_id", row.string("user"));
        String profile = row.stringOrNull("profile");
        if (profile != null) {
            try {
                json.set("profile", JSON.readTree(profile));
            } catch (JacksonException e) {
                throw new IllegalStateException("the graph has a profile that is not JSON: " + profile, e);
            }
        }
        putTexts(json, "follows", row.strings("follows"));
        putTexts(json, "blocks", row.strings("blocks"));
        putTexts(json, "mutes", row.strings("mutes"));
        return json;
    }

    public static ObjectNode entry(GraphRow row, NodeLabel label) {
        Map<String, Object> properties = new TreeMap<>(row.map("properties"));
        ObjectNode json = JSON.createObjectNode().put(label.keyProperty(), row.string("key"));
        for (String field : List.of("title", "description", "status")) {
            if (properties.get(field) instanceof String text) {
                json.put(field, text);
            }
        }
        for (String field : List.of("published_at", "expires_at")) {
            if (properties.get(field) instanceof Long millis) {
                json.put(field, Instant.ofEpochMilli(millis).toString());
            }
        }
        List<String> categories = row.strings("categories");
        if (!categories.isEmpty()) {
            putTexts(json, "category", CategoryPath.ofKey(categories.getFirst()).path());
        }
        if (categories.size() > 1) {
            ArrayNode others = json.putArray("categories");
            categories.forEach(key -> CategoryPath.ofKey(key).path().forEach(others.addArray()::add));
        }
        Map<String, List<String>> attributes = row.strings("attributes").stream().map(AttributeValue::ofKey)
                .collect(Collectors.groupingBy(AttributeValue::property, TreeMap::new,
                        Collectors.mapping(AttributeValue::value, Collectors.toList())));
        if (!attributes.isEmpty()) {
            json.set("attributes", JSON.valueToTree(attributes));
        }
        putTexts(json, "tags", row.strings("tags"));
        row.strings("authors").forEach(author -> json.put("author", author));
        ObjectNode media = JSON.createObjectNode();
        for (String file : List.of("cover", "frames", "video", "audio")) {
            if (properties.get("media_" + file) != null) {
                media.set(file, JSON.valueToTree(properties.get("media_" + file)));
            }
        }
        putObject(json, "media", media);
        ObjectNode vectors = JSON.createObjectNode();
        properties.forEach((name, value) -> {
            if (name.startsWith(EntryProperties.VECTOR)) {
                vectors.set(name.substring(EntryProperties.VECTOR.length()), JSON.valueToTree(value));
            } else if (name.startsWith(EntryProperties.EXTRA)) {
                json.set(name.substring(EntryProperties.EXTRA.length()), JSON.valueToTree(value));
            }
        });
        putObject(json, "vectors", vectors);
        return json;
    }

    private static void putTexts(ObjectNode json, String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(json.putArray(field)::add);
        }
    }

    private static void putObject(ObjectNode json, String field, ObjectNode value) {
        if (!value.isEmpty()) {
            json.set(field, value);
        }
    }
}
