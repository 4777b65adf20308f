package io.graphrecall.content.attribute;

import io.graphrecall.schema.AttributeValue;

/**
 * A property value that a title names.
 *
 * @param score the precision it proved on records whose property is known
 */
public record AttributeMatch(AttributeValue value, float score) {}
