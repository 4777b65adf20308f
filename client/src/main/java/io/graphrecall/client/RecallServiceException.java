package io.graphrecall.client;

import io.graphrecall.client.model.Problem;
import org.jspecify.annotations.Nullable;

/** An error response of the service, or no response. */
public final class RecallServiceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient @Nullable Problem problem;

    RecallServiceException(int status, @Nullable Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.problem = problem;
    }

    /** Returns the HTTP status; 0 if there was no response, or one that cannot be read. */
    public int status() {
        return status;
    }

    /** Returns the error document, which names invalid fields; null if there was none. */
    public @Nullable Problem problem() {
        return problem;
    }
}
