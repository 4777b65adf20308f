package io.graphrecall.service.channel;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * What led a channel to a candidate: the content it followed from, the tag that the user likes, the query that was
 * searched.
 *
 * @param metaPath the name of the meta-path that leads from there to the candidate; null where none was followed
 */
public record Reason(Kind kind, String key, @Nullable String metaPath) {

    public Reason(Kind kind, String key) {
        this(kind, key, null);
    }

    /** What a key names. */
    public enum Kind {
        CONTENT, QUERY, TAG, CATEGORY, ATTRIBUTE,
        /** A word of titles and texts. */
        TERM,
        /** A meta-path from the user. */
        METAPATH;

        private final String prefix = name().toLowerCase(Locale.ROOT) + ":";
    }

    /** As answers have it, for instance {@code tag:gel}. */
    public String text() {
        return kind.prefix + key;
    }
}
