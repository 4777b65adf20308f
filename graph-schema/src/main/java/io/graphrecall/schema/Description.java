package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Descriptive fields of a catalogue record. Absent lists and maps are empty.
 *
 * @param title       title, or null
 * @param text        description text, or null
 * @param category    path from the root category down; empty if there is none
 * @param attributes  attribute values by property
 * @param tags        names of semantic tags
 * @param author      user who published the record, or null
 * @param publishedAt publication time; null if unknown, which counts as always published
 * @param expiresAt   time from which the record is no longer recalled; null for never
 * @param status      visibility
 * @param media       paths of the picture, video and audio files
 * @param vectors     precomputed vectors supplied by the data set, by embedding space name
 * @param extra       unrecognised fields, kept unchanged
 * @param otherCategories further category paths of a record with several, without {@code category}
 */
public record Description(
        @Nullable String title,
        @Nullable String text,
        List<String> category,
        Map<String, List<String>> attributes,
        List<String> tags,
        @Nullable UserId author,
        @Nullable Instant publishedAt,
        @Nullable Instant expiresAt,
        Status status,
        Media media,
        Map<String, float[]> vectors,
        Map<String, Object> extra,
        List<List<String>> otherCategories) {

    /** Visibility of a record. Only active contents are recalled. */
    public enum Status implements WireNamed {
        ACTIVE,
        HIDDEN
    }

    /**
     * Media files.
     *
     * @param folder absolute path that the file paths are relative to; null for a record received without a folder, for
     *               example over HTTP
     */
    public record Media(@Nullable String cover, List<String> frames, @Nullable String video, @Nullable String audio,
            @Nullable String folder) implements Serializable {

        public static final Media NONE = new Media(null, List.of(), null, null);

        public Media {
            frames = List.copyOf(frames);
        }

        /** Creates the media files of a record without a folder. */
        public Media(
                @Nullable String cover, List<String> frames, @Nullable String video, @Nullable String audio) {
            this(cover, frames, video, audio, null);
        }
    }

    public Description {
        category = List.copyOf(category);
        attributes = Map.copyOf(attributes);
        tags = List.copyOf(tags);
        vectors = Map.copyOf(vectors);
        extra = Map.copyOf(extra);
        otherCategories = otherCategories.stream().map(List::copyOf).toList();
    }

    /** Creates the fields of a record with at most one category path. */
    public Description(
            @Nullable String title,
            @Nullable String text,
            List<String> category,
            Map<String, List<String>> attributes,
            List<String> tags,
            @Nullable UserId author,
            @Nullable Instant publishedAt,
            @Nullable Instant expiresAt,
            Status status,
            Media media,
            Map<String, float[]> vectors,
            Map<String, Object> extra) {
        this(title, text, category, attributes, tags, author, publishedAt, expiresAt, status, media, vectors, extra,
                List.of());
    }

    /** Returns all category paths; empty if there is none. */
    public List<List<String>> categories() {
        return Stream.concat(Stream.of(category), otherCategories.stream()).filter(path -> !path.isEmpty()).toList();
    }

    /** Returns the same fields with a folder of the media files, if there are any. */
    public Description in(String folder) {
        return media.equals(Media.NONE)
                ? this
                : new Description(title, text, category, attributes, tags, author, publishedAt, expiresAt, status,
                        new Media(media.cover, media.frames, media.video, media.audio, folder), vectors, extra,
                        otherCategories);
    }
}
