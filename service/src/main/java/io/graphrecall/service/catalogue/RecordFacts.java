package io.graphrecall.service.catalogue;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Facts about a content or an item. A source is {@code given} for what the record says; else content understanding found it in the
 * {@code text}, by the {@code meaning} of the text, or in {@code frames} (pictures, frames and sound).
 *
 * @param contentId   null for an item
 * @param itemId      null for a content
 * @param category    the first of the categories; null for an item, or if there is none
 * @param categories  by descending weight, then by descending length of the path
 * @param tags        by descending weight
 * @param attributes  by property, then by descending weight
 * @param author      null for an item, or if there is none
 * @param publishedAt ISO 8601
 * @param expiresAt   ISO 8601
 * @param heldAt      time from which the content is held as withdrawn, in ISO 8601; null if it is not
 * @param fields      further fields of the record, by name
 * @param vectors     vectors of the record
 * @param seq         sequence number of the last change
 */
public record RecordFacts(
        @Nullable String contentId,
        @Nullable String itemId,
        String status,
        @Nullable String title,
        @Nullable String description,
        @Nullable Category category,
        List<Category> categories,
        List<Tag> tags,
        List<Attribute> attributes,
        @Nullable String author,
        @Nullable String publishedAt,
        @Nullable String expiresAt,
        @Nullable String heldAt,
        Media media,
        Map<String, Object> fields,
        List<Vector> vectors,
        long seq) {

    /** @param path from the top down */
    public record Category(List<String> path, double weight, String source) {}

    /** @param weight for a prediction, the probability that the tag is right */
    public record Tag(String tag, double weight, String source) {}

    /** @param weight for a prediction, the probability that the value is right */
    public record Attribute(String property, String value, double weight, String source) {}

    /** Embedding space and length of a vector. */
    public record Vector(String space, long dimensions) {}

    /** Files of the content, relative to its media folder. */
    public record Media(
            @Nullable String cover, List<String> frames, @Nullable String video, @Nullable String audio) {}
}
