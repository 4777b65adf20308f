package io.graphrecall.content.attribute;

import java.util.List;
import java.util.Map;

/**
 * A title and the attributes of its record.
 *
 * @param category   the widest level; empty where it has none
 * @param attributes property to values
 */
public record AttributeExample(String title, String category, Map<String, List<String>> attributes) {}
