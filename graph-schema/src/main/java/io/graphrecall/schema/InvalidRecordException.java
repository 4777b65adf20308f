package io.graphrecall.schema;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a record violates the format. The message is one line that lists the first 20 invalid fields. */
public final class InvalidRecordException extends RecallException {

    private static final int MAX_LISTED = 20;

    private final List<FieldError> errors;

    public InvalidRecordException(List<FieldError> errors) {
        this(errors.stream().limit(MAX_LISTED).map(FieldError::toString).collect(Collectors.joining("; "))
                + (errors.size() > MAX_LISTED ? "; and " + (errors.size() - MAX_LISTED) + " more" : ""), errors);
    }

    /** Creates an exception with a given message, for errors of many records. */
    public InvalidRecordException(String message, List<FieldError> errors) {
        super(Code.INVALID, message);
        this.errors = List.copyOf(errors);
    }

    /** Creates an exception for one invalid field. */
    public InvalidRecordException(String pointer, String reason) {
        this(List.of(new FieldError(pointer, reason)));
    }

    /** Returns the invalid fields in the order of the format. */
    public List<FieldError> errors() {
        return errors;
    }
}
