package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Record that could not be loaded.
 *
 * @param file   file name within the data-set folder
 * @param line   line number, from 1
 * @param order  place among all records of the kind; null if it is the line
 * @param reason reason in one line
 * @param raw    content of the line; truncated if overlong
 * @param record the record in the data format; null if it could not be read, or if {@code raw} is this record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
        String file, long line, @Nullable Long order, String reason, String raw, @Nullable JsonNode record) {

    /** Creates a dead letter whose place is its line. */
    public DeadLetter(String file, long line, String reason, String raw, @Nullable JsonNode record) {
        this(file, line, null, reason, raw, record);
    }

    @Override
    public String toString() {
        return file + " line " + line + ": " + reason;
    }
}
