package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Origin of a record.
 *
 * @param file file name within the data-set folder
 * @param line line number, or row number in a file without lines, from 1
 * @param order place of the record among all of its kind
 * @param raw  content of the record; truncated if overlong
 * @param record the record in the data format; null if it could not be read, or if {@code raw} is this record
 */
public record Origin(String file, long line, long order, String raw, @Nullable JsonNode record) {

    DeadLetter deadLetter(String reason) {
        return new DeadLetter(file, line, order == line ? null : order, reason, raw, record);
    }
}
