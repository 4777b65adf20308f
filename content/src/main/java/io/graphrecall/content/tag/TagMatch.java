package io.graphrecall.content.tag;

import java.util.Locale;

/**
 * Tag of a text.
 *
 * @param score  probability that the tag is right, in (0, 1]
 * @param source source of the tag
 */
public record TagMatch(String tag, float score, Source source) {

    /** Source of a tag. */
    public enum Source {
        /** Given in the record. */
        GIVEN,
        /** Named in the text by name, synonym or hashtag. */
        TEXT,
        /** Predicted from the meaning of the text. */
        MEANING;

        /** Name in the graph, in lower case. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TagMatch {
        if (!(score > 0 && score <= 1)) {
            throw new IllegalArgumentException("The score of tag '" + tag + "' must be in (0, 1], but is " + score);
        }
    }
}
