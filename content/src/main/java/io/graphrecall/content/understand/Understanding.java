package io.graphrecall.content.understand;

import io.graphrecall.content.attribute.AttributeMatch;
import io.graphrecall.content.classify.CategoryPrediction;
import io.graphrecall.content.tag.TagMatch;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Predicted fields of a record. Fields that the record has are not repeated unless they were hidden.
 *
 * @param id         key of the record
 * @param terms      terms of title and description, in their order
 * @param tags       predicted tags by descending score
 * @param category   predicted category; null if the record has one or there are too few examples
 * @param attributes extracted attributes of properties that the record does not have
 */
public record Understanding(String id, List<String> terms, List<TagMatch> tags, @Nullable CategoryPrediction category,
        List<AttributeMatch> attributes) {

    public Understanding {
        terms = List.copyOf(terms);
        tags = List.copyOf(tags);
        attributes = List.copyOf(attributes);
    }
}
