package io.graphrecall.loaders.format;

/**
 * What is wrong with one field of a record.
 *
 * @param pointer the JSON pointer (RFC 6901) of the field; empty for the record as a whole
 * @param reason  a predicate of the field: "is missing", "is a number, a string is wanted"
 */
public record FieldError(String pointer, String reason) {

    @Override
    public String toString() {
        return pointer.isEmpty() ? reason : pointer + " " + reason;
    }
}
