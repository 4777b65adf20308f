package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Content or item as the properties of its node.
 *
 * @param properties properties without key, seq and digest
 * @param digest     hash of all fields of the record
 */
record EntryProperties(CatalogueEntry entry, Map<String, Object> properties, String digest) {

    /** Prefix of vector properties; the embedding space name follows. */
    static final String VECTOR = "vector_";

    /** Prefix of properties that are unknown fields of the record. */
    static final String EXTRA = "extra_";

    static EntryProperties of(CatalogueEntry entry) {
        Description description = entry.description();
        Map<String, Object> properties = new HashMap<>();
        put(properties, "title", description.title());
        put(properties, "description", description.text());
        put(properties, "published_at", millis(description.publishedAt()));
        put(properties, "expires_at", millis(description.expiresAt()));
        properties.put("status", description.status().wireName());
        putMedia(properties, description.media());
        description.vectors().forEach((name, vector) -> properties.put(VECTOR + name, vector));
        description.extra().forEach((name, value) -> properties.put(EXTRA + name, storable(value)));
        // The digest of a record with one category is that of earlier versions, so that such a record stays unchanged.
        Object category = description.otherCategories().isEmpty() ? description.category() : description.categories();
        String digest = RecordDigest.of(properties, category, description.attributes(),
                description.tags(), description.author() == null ? "" : description.author().key());
        return new EntryProperties(entry, properties, digest);
    }

    NodeProperties node(long seq) {
        return new NodeProperties(entry.id().key(), properties).with("seq", seq).with("digest", digest);
    }

    private static void putMedia(Map<String, Object> properties, Description.Media media) {
        put(properties, "media_cover", media.cover());
        put(properties, "media_frames", media.frames().isEmpty() ? null : media.frames());
        put(properties, "media_video", media.video());
        put(properties, "media_audio", media.audio());
        put(properties, "media_folder", media.folder());
    }

    /**
     * Converts a value to one that the graph can store: strings, numbers, booleans and homogeneous lists of them. Other
     * values become JSON text, as do a list without element and a list of one empty text, which import files cannot
     * represent.
     */
    private static Object storable(Object value) {
        if (value instanceof List<?> list) {
            boolean homogeneous = list.stream().map(Object::getClass).distinct().count() == 1
                    && !(list.getFirst() instanceof List) && !(list.getFirst() instanceof Map)
                    && !list.equals(List.of(""));
            return homogeneous ? list : RecordDigest.json(list);
        }
        return value instanceof Map ? RecordDigest.json(value) : value;
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
