package io.graphrecall.service.bulk;

import io.graphrecall.schema.RecallException;

import java.io.Serializable;

/** Cause of a failed job, without classes that the command may not know. */
record BlockFailure(RecallException.Code code, String message) implements Serializable {

    static BlockFailure of(String member, Throwable cause) {
        return cause instanceof RecallException known
                ? new BlockFailure(known.code(), "member " + member + ": " + known.getMessage())
                : new BlockFailure(RecallException.Code.UNAVAILABLE, "member " + member + " failed: " + cause);
    }

    RecallException exception() {
        return new RecallException(code, message);
    }
}
