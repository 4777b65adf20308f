package io.graphrecall.loaders.source;

import org.jspecify.annotations.Nullable;

/**
 * A line of a file, before anyone made sense of it.
 *
 * @param number counted from 1
 * @param text   the line without its end; cut where it is overlong, with replacement characters where it is not in the
 *               file's encoding
 * @param fault  why the line cannot be used, or null
 */
record RawLine(long number, String text, @Nullable String fault) {

    boolean isBlank() {
        return fault == null && text.isBlank();
    }
}
