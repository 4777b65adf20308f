package io.graphrecall.content.tag;

import io.graphrecall.content.classify.Source;

/**
 * Tag of a text.
 *
 * @param score  probability that the tag is right, in (0, 1]
 * @param source source of the tag
 */
public record TagMatch(String tag, float score, Source source) {

    public TagMatch {
        if (!(score > 0 && score <= 1)) {
            throw new IllegalArgumentException("The score of tag '" + tag + "' must be in (0, 1], but is " + score);
        }
    }
}
