package io.graphrecall.loaders.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON merge patch (<a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>) of a stored record in the data format. It
 * differs in three points, because the graph keeps less than the record had. A patch of {@code category} or
 * {@code categories} replaces all categories. Unknown fields of a user are those of the profile. An unknown field that is
 * stored as the text of a JSON object is that object.
 */
final class MergePatch {

    private static final List<String> CATEGORIES = List.of("category", "categories");

    private final NodeKey key;
    private final JsonNode patch;

    /** @param key user, content or item */
    MergePatch(NodeKey key, JsonNode patch) {
        this.key = key;
        this.patch = patch;
    }

    /** @param mediaFolder folder of the media; null if it has none */
    private record Stored(ObjectNode json, @Nullable String mediaFolder) {

        Description in(Description description) {
            return mediaFolder == null ? description : description.in(mediaFolder);
        }
    }

    /**
     * Writes the patched record.
     *
     * @param seq sequence number before the transaction
     * @throws InvalidRecordException if the patched record is invalid
     * @throws RecallException        NOT_FOUND if the graph has no such node, CONFLICT if it is a content that stays withdrawn,
     *                                or an object would replace a text that begins like one
     */
    WriteReport write(GraphTransaction tx, long seq) {
        CypherTarget target = new CypherTarget(tx, seq);
        WriteReport report = switch (key.label()) {
            case CONTENT -> {
                Stored stored = stored(tx, StoredRecords.CONTENTS);
                Content content = CatalogueFormat.content(patched(stored.json), Conversion.UNREPORTED);
                yield new EntryBatch<Content>(NodeLabel.CONTENT).write(
                        target, List.of(new Content(content.id(), stored.in(content.description()))));
            }
            case ITEM -> {
                Stored stored = stored(tx, StoredRecords.ITEMS);
                Item item = CatalogueFormat.item(patched(stored.json), Conversion.UNREPORTED);
                yield new EntryBatch<Item>(NodeLabel.ITEM).write(
                        target, List.of(new Item(item.id(), stored.in(item.description()))));
            }
            case USER -> UserBatch.write(target, List.of(CatalogueFormat.user(
                    patched(stored(tx, StoredRecords.USERS).json), Conversion.UNREPORTED)));
            default -> throw new IllegalArgumentException("no patch for " + key);
        };
        report.rejected().forEach(rejection -> {
            throw new RecallException(Code.CONFLICT, rejection.reason());
        });
        return report;
    }

    private Stored stored(GraphTransaction tx, CypherStatement records) {
        return tx.run(records, StoredRecords.of(key.key()), this::stored).stream().findFirst()
                .orElseThrow(() -> new RecallException(Code.NOT_FOUND,
                        "unknown " + key.label().label().toLowerCase(Locale.ROOT) + " '" + key.key() + "'"));
    }

    private Stored stored(GraphRow row) {
        if (key.label() == NodeLabel.USER) {
            return new Stored(StoredRecords.user(row), null);
        }
        Map<String, Object> properties = row.map("properties");
        if (properties.containsKey("held_at")) {
            throw new RecallException(Code.CONFLICT, Rejection.HELD);
        }
        return new Stored(StoredRecords.entry(row, key.label()), (String) properties.get("media_folder"));
    }

    private JsonNode patched(ObjectNode stored) {
        String id = key.label().keyProperty();
        if (patch.has(id) && !patch.get(id).asText().equals(key.key())) {
            throw new InvalidRecordException("/" + id, "is not the id in the path");
        }
        if (CATEGORIES.stream().anyMatch(patch::has)) {
            stored.remove(CATEGORIES);
        }
        JsonNode merged = merge(stored, key.label() == NodeLabel.USER ? inProfile(patch) : patch);
        if (merged.path("status").asText().equals("deleted") && !patch.has("status")) {
            throw new RecallException(Code.CONFLICT, "the content '" + key.key()
                    + "' is withdrawn; a patch with a status, or a post of its record, restores it");
        }
        return merged;
    }

    private static JsonNode inProfile(JsonNode patch) {
        JsonNode declared = patch.path("profile");
        if (!(patch instanceof ObjectNode fields) || !(declared.isMissingNode() || declared.isObject())) {
            return patch;
        }
        ObjectNode profile = fields.deepCopy().remove(CatalogueFormat.USER_FIELDS);
        declared.properties().forEach(field -> profile.set(field.getKey(), field.getValue()));
        return fields.deepCopy().retain(CatalogueFormat.USER_FIELDS).set("profile", profile);
    }

    static JsonNode merge(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = object(target);
        patch.properties().forEach(field -> {
            String name = field.getKey();
            if (field.getValue().isNull()) {
                merged.remove(name);
            } else {
                merged.set(name, merge(merged.get(name), field.getValue()));
            }
        });
        return merged;
    }

    private static ObjectNode object(@Nullable JsonNode target) {
        if (target != null && target.isTextual() && target.textValue().startsWith("{")) {
            try {
                return (ObjectNode) StrictJson.parse(target.textValue());
            } catch (InvalidRecordException e) {
                String text = target.textValue();
                throw new RecallException(Code.CONFLICT, "the stored text '"
                        + text.substring(0, Math.min(text.length(), 50)) + "' begins like a JSON object, but "
                        + e.getMessage() + "; set its field to null first, to replace it by an object");
            }
        }
        return target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }
}
