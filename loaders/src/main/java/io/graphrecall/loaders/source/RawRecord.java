package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * Record of a file before its fields are parsed.
 *
 * @param line  line number, or row number in a file without lines, from 1
 * @param order ascending position among all records of its kind; equals the line if each line is one record
 * @param text  content of the record; truncated if overlong
 * @param json  fields; a missing node if there is an error
 * @param error reason why the record is unusable, or null
 */
public record RawRecord(long line, long order, String text, JsonNode json, @Nullable String error) {

    static RawRecord of(long line, String text, JsonNode json) {
        return new RawRecord(line, line, text, json, null);
    }

    static RawRecord invalid(long line, String text, String error) {
        return new RawRecord(line, line, text, MissingNode.getInstance(), error);
    }

    /** Returns a copy with a different order. */
    RawRecord withOrder(long newOrder) {
        return new RawRecord(line, newOrder, text, json, error);
    }
}
