package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * A record as its file has it, before anyone made sense of its fields.
 *
 * @param line  the line, or the row where a file has no lines, counted from 1
 * @param order where it stands among all records of its kind; rises, and is the line wherever a line is a record
 * @param text  what the file says; cut where it is overlong
 * @param json  the fields; missing where there is a fault
 * @param fault why the record cannot be used, or null
 */
public record RawRecord(long line, long order, String text, JsonNode json, @Nullable String fault) {

    static RawRecord of(long line, String text, JsonNode json) {
        return new RawRecord(line, line, text, json, null);
    }

    static RawRecord broken(long line, String text, String fault) {
        return new RawRecord(line, line, text, MissingNode.getInstance(), fault);
    }

    /** The same record elsewhere in the order. */
    RawRecord at(long place) {
        return new RawRecord(line, place, text, json, fault);
    }
}
