package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;

/**
 * Thrown when the database refuses the values of a write: they violate a constraint, or it cannot store them. The
 * transaction was rolled back; a retry would fail again.
 */
public final class RefusedWriteException extends RecallException {

    RefusedWriteException(String message, Throwable cause) {
        super(Code.CONFLICT, message, cause);
    }
}
