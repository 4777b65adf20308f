package io.graphrecall.content.understand;

import io.graphrecall.content.attribute.AttributeMatch;
import io.graphrecall.content.classify.CategoryPrediction;
import io.graphrecall.content.tag.TagMatch;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is understood of a record. What it says itself is not repeated, unless it was hidden.
 *
 * @param id         key of the record
 * @param terms      of title and description, in their order
 * @param tags       found, the best first
 * @param category   predicted; null where the record has one or nothing could be learned
 * @param attributes found, of properties that the record does not have
 */
public record Understanding(String id, List<String> terms, List<TagMatch> tags, @Nullable CategoryPrediction category,
        List<AttributeMatch> attributes) {

    public Understanding {
        terms = List.copyOf(terms);
        tags = List.copyOf(tags);
        attributes = List.copyOf(attributes);
    }
}
