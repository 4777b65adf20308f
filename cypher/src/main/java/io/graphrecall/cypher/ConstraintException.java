package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;

/** A write broke a constraint of the graph; its transaction changed nothing. The same write would fail again. */
public final class ConstraintException extends RecallException {

    ConstraintException(String message, Throwable cause) {
        super(Code.CONFLICT, message, cause);
    }
}
