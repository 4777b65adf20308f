package io.graphrecall.schema;

/**
 * Error in one field of a record.
 *
 * @param pointer JSON pointer (RFC 6901) of the field; empty for the record as a whole
 * @param reason  predicate of the error message: "is missing", "is a number, expected a string"
 */
public record FieldError(String pointer, String reason) {

    @Override
    public String toString() {
        return pointer.isEmpty() ? reason : pointer + " " + reason;
    }
}
