package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;

/**
 * Thrown when a write violates a constraint of the graph. The transaction was rolled back; a retry would fail again.
 */
public final class ConstraintException extends RecallException {

    ConstraintException(String message, Throwable cause) {
        super(Code.CONFLICT, message, cause);
    }
}
