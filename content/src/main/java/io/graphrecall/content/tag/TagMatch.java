package io.graphrecall.content.tag;

import java.util.Locale;

/**
 * A tag of a text.
 *
 * @param score  how likely it is right, in (0, 1]
 * @param source how it was found
 */
public record TagMatch(String tag, float score, Source source) {

    /** How a tag was found. */
    public enum Source {
        /** The record has it. */
        GIVEN,
        /** The text names it, by name, synonym or hashtag. */
        TEXT,
        /** The text means it. */
        MEANING;

        /** The name in the graph: lower case. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TagMatch {
        if (!(score > 0 && score <= 1)) {
            throw new IllegalArgumentException("tag '" + tag + "' has the score " + score + ", not in (0, 1]");
        }
    }
}
