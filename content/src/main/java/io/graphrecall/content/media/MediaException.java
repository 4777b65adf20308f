package io.graphrecall.content.media;

import org.jspecify.annotations.Nullable;

/** A media file cannot be used: it is missing, damaged, of a kind that is not read, or too large. One line says why. */
public final class MediaException extends Exception {

    public MediaException(String message) {
        this(message, null);
    }

    public MediaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
