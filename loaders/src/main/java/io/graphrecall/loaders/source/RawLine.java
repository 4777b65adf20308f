package io.graphrecall.loaders.source;

import org.jspecify.annotations.Nullable;

/**
 * Line of a file before parsing.
 *
 * @param number line number, from 1
 * @param text   content without the line break; truncated if overlong; undecodable bytes are replaced
 * @param error  reason why the line is unusable, or null
 */
record RawLine(long number, String text, @Nullable String error) {

    boolean isBlank() {
        return error == null && text.isBlank();
    }
}
