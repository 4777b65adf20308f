package io.graphrecall.content.attribute;

import io.graphrecall.content.classify.Source;
import io.graphrecall.schema.AttributeValue;

/**
 * Attribute of a record.
 *
 * @param score  probability that the value is right; in a title, its precision on records with a known property
 * @param source source of the attribute
 */
public record AttributeMatch(AttributeValue value, float score, Source source) {}
