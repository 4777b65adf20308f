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
 * @param json  fields; a missing node if there is an error or the record is left out
 * @param isText true if the text is the record in JSON, without renamed or converted fields
 * @param error reason why the record is unusable, or null
 */
public record RawRecord(
        long line, long order, String text, JsonNode json, boolean isText, @Nullable String error) {

    /** Start of the error of the last record of a file that has no proper end. */
    public static final String TRUNCATED = "is where the file ends unexpectedly: ";

    /** Part of the error of the only record of a file that cannot be read. */
    static final String SKIPPED = "; the file is skipped";

    /** Creates a record whose fields come from columns. */
    static RawRecord of(long line, String text, JsonNode json) {
        return new RawRecord(line, line, text, json, false, null);
    }

    /** Creates a record whose text is JSON. */
    public static RawRecord ofText(long line, String text, JsonNode json) {
        return new RawRecord(line, line, text, json, true, null);
    }

    static RawRecord invalid(long line, String text, String error) {
        return new RawRecord(line, line, text, MissingNode.getInstance(), true, error);
    }

    /** Returns true if the record stands for the rest of a file, which cannot be read. */
    public boolean endsFile() {
        return error != null && (error.startsWith(TRUNCATED) || error.contains(SKIPPED));
    }

    /** Returns true if the record is only counted. */
    public boolean isLeftOut() {
        return error == null && json.isMissingNode();
    }

    /** Returns a copy with a different order. */
    RawRecord withOrder(long newOrder) {
        return new RawRecord(line, newOrder, text, json, isText, error);
    }
}
