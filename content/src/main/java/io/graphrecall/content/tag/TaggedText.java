package io.graphrecall.content.tag;

import java.util.List;

/**
 * A text to learn tags from.
 *
 * @param text   without hashtags, which give the tags away
 * @param vector of that text
 * @param tags   that it has
 */
public record TaggedText(String text, float[] vector, List<String> tags) {

    public TaggedText {
        tags = List.copyOf(tags);
    }
}
