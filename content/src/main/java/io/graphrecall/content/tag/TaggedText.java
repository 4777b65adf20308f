package io.graphrecall.content.tag;

import java.util.List;

/**
 * Training text with its tags.
 *
 * @param text   text without hashtags, which would leak the tags
 * @param vector vector of the text
 * @param tags   tags of the text
 */
public record TaggedText(String text, float[] vector, List<String> tags) {

    public TaggedText {
        tags = List.copyOf(tags);
    }
}
