package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a catalogue record says of a content or an item. Absent lists and maps are empty.
 *
 * @param title       the title, or null
 * @param text        the longer description, or null
 * @param category    the path from the widest level down; empty where there is none
 * @param attributes  property to its values
 * @param tags        names of semantic tags
 * @param author      the publishing user, or null
 * @param publishedAt null where unknown: such a record counts as always published
 * @param expiresAt   from then on it is not recalled; null for never
 * @param status      whether it may be recalled
 * @param media       paths of its pictures, video and sound
 * @param vectors     vectors that the data set brings itself, by name of their space
 * @param extra       fields that graph-recall does not know, kept as they came
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
        Map<String, Object> extra) {

    /** Whether a content may be recalled. */
    public enum Status {
        ACTIVE,
        HIDDEN
    }

    /**
     * Media files.
     *
     * @param folder that their paths are relative to, an absolute path; null where the record came by itself, with no
     *               folder round it
     */
    public record Media(@Nullable String cover, List<String> frames, @Nullable String video, @Nullable String audio,
            @Nullable String folder) {

        public static final Media NONE = new Media(null, List.of(), null, null);

        public Media {
            frames = List.copyOf(frames);
        }

        /** Media files of a record that came by itself. */
        public Media(
                @Nullable String cover, List<String> frames, @Nullable String video, @Nullable String audio) {
            this(cover, frames, video, audio, null);
        }

        /** These media in a folder; none stay none. */
        public Media in(String other) {
            return equals(NONE) ? NONE : new Media(cover, frames, video, audio, other);
        }
    }

    public Description {
        category = List.copyOf(category);
        attributes = Map.copyOf(attributes);
        tags = List.copyOf(tags);
        vectors = Map.copyOf(vectors);
        extra = Map.copyOf(extra);
    }

    /** The same, with other vectors. */
    public Description withVectors(Map<String, float[]> others) {
        return new Description(title, text, category, attributes, tags, author, publishedAt, expiresAt, status, media,
                others, extra);
    }

    /** The same, with other media. */
    public Description withMedia(Media other) {
        return new Description(title, text, category, attributes, tags, author, publishedAt, expiresAt, status, other,
                vectors, extra);
    }
}
