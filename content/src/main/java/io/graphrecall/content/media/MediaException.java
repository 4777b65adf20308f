package io.graphrecall.content.media;

import org.jspecify.annotations.Nullable;

/** Unusable media file: missing, damaged, of an unsupported format, or too large. The message is one line. */
public final class MediaException extends Exception {

    public MediaException(String message) {
        this(message, null);
    }

    public MediaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
