package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

/**
 * Exception for problems outside the program: input, files, the database, load. The message is one line that the user
 * can act on. Programming errors stay {@link IllegalArgumentException} and the like.
 */
public class RecallException extends RuntimeException {

    /** Category of the problem. Mapped to the exit code and to the HTTP status in one place each. */
    public enum Code {
        /** Invalid input. */
        INVALID,
        /** The named object does not exist. */
        NOT_FOUND,
        /** The object exists in a state that does not allow the operation: a damaged generation, a store in use. */
        CONFLICT,
        /** Too many requests at once. A retry may succeed. */
        OVERLOADED,
        /** A dependency does not respond: the database, a generation that is not loaded yet. */
        UNAVAILABLE,
        /** The caller cancelled the operation. */
        CANCELLED
    }

    private final Code code;

    public RecallException(Code code, String message) {
        this(code, message, null);
    }

    public RecallException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
