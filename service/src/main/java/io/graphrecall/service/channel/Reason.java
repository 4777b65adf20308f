package io.graphrecall.service.channel;

import java.util.Locale;

/**
 * What led a channel to a candidate: the content it followed from, the tag that the user likes, the query that was
 * searched.
 */
public record Reason(Kind kind, String key) {

    /** What a key names. */
    public enum Kind {
        CONTENT, QUERY, TAG, CATEGORY, ATTRIBUTE,
        /** A word of titles and texts. */
        TERM;

        private final String prefix = name().toLowerCase(Locale.ROOT) + ":";
    }

    /** As answers have it, for instance {@code tag:gel}. */
    public String text() {
        return kind.prefix + key;
    }
}
