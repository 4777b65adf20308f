package io.graphrecall.content.attribute;

import io.graphrecall.schema.AttributeValue;

/**
 * Attribute found in a title.
 *
 * @param score precision of the value on records with a known property
 */
public record AttributeMatch(AttributeValue value, float score) {}
