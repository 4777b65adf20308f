package io.graphrecall.pipeline.channel;

import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * The provenance of a candidate in a channel: a trigger, a tag that the user likes, a query that the user searched.
 *
 * @param key      of the node in the graph; the text of a term, the name of a space or of a meta-path
 * @param metaPath the name of the meta-path from there to the candidate; null for none
 */
public record Reason(Kind kind, String key, @Nullable String metaPath) {

    public Reason(Kind kind, String key) {
        this(kind, key, null);
    }

    /** The type of node that a key names. */
    public enum Kind {
        CONTENT, QUERY, TAG, CATEGORY, ATTRIBUTE,
        /** A term of titles and texts. */
        TERM,
        /** The vector of the request; the key is its space. */
        VECTOR,
        /** A meta-path that starts at the user. */
        METAPATH;

        private final String prefix = name().toLowerCase(Locale.ROOT) + ":";
    }

    /** Returns the text in responses, for example {@code tag:gel}. */
    public String text() {
        return kind.prefix + switch (kind) {
            case CATEGORY -> CategoryPath.text(key);
            case ATTRIBUTE -> AttributeValue.text(key);
            default -> key;
        };
    }
}
