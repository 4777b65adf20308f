package io.graphrecall.blend;

import java.util.Collection;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Maximum number of contents of a result with an equal value.
 *
 * @param max    1 or more
 * @param values returns the values of a content, each once
 * @param text   returns the limit of a value in words, for example {@code at most 3 contents with author a-1}
 */
public record ContentLimit(int max, IntFunction<Collection<String>> values, UnaryOperator<String> text) {}
