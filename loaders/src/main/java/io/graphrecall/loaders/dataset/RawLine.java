package io.graphrecall.loaders.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A line of a file, before anyone made sense of it.
 *
 * @param number counted from 1
 * @param text   the line without its end; cut where it is overlong, with replacement characters where it is no UTF-8
 * @param fault  why the line cannot be used, or null
 */
record RawLine(long number, String text, @Nullable String fault) {}
