package io.graphrecall.content.attribute;

import java.util.List;
import java.util.Map;

/**
 * Training example: a title and the attributes of its record.
 *
 * @param category   top level of the category; empty if there is none
 * @param attributes values by property
 */
public record AttributeExample(String title, String category, Map<String, List<String>> attributes) {}
