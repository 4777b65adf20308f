package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

/**
 * What graph-recall throws when something outside the program is wrong: input, files, the database, the load. The
 * message is one line that a user can act on. Programming errors stay {@link IllegalArgumentException} and the like.
 */
public class RecallException extends RuntimeException {

    /** What kind of trouble; decides exit code and HTTP status, in one place each. */
    public enum Code {
        /** The input breaks a rule. */
        INVALID,
        /** What was named is not there. */
        NOT_FOUND,
        /** It is there, but in a state that forbids this: a damaged generation, a store in use. */
        CONFLICT,
        /** Too much at once; the same call may go through later. */
        OVERLOADED,
        /** Something needed does not answer: the database, a generation not loaded yet. */
        UNAVAILABLE,
        /** The caller asked to stop. */
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
