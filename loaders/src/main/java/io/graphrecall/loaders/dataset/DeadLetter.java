package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/**
 * Record that could not be loaded, and line of a dead-letter file.
 *
 * @param kind   kind of the record, such as {@code events}; null before it is written, and in files of older versions
 * @param folder absolute path of the data-set folder; null before it is written, and for a record of a topic
 * @param file   file name within that folder, or topic and partition
 * @param line   line number from 1, or offset
 * @param order  place among all records of the kind; null if it is the line
 * @param reason reason in one line
 * @param raw    content of the line; truncated if overlong
 * @param record the record in the data format; null if it could not be read, or if {@code raw} is this record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
        @Nullable String kind, @Nullable String folder, String file, long line, @Nullable Long order, String reason,
        String raw, @Nullable JsonNode record) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final String NOT_UTF_8 = "is not UTF-8";

    /** Creates a dead letter that is not yet written. */
    public DeadLetter(
            String file, long line, @Nullable Long order, String reason, String raw, @Nullable JsonNode record) {
        this(null, null, file, line, order, reason, raw, record);
    }

    /** Returns the line of a file. */
    String json(RecordKind ofKind, @Nullable String inFolder) {
        return new DeadLetter(ofKind.stem(), inFolder, file, line, order, reason, raw, record).json();
    }

    /** Parses a line. Returns null if it is no dead letter, such as the torn line of a crash. */
    static @Nullable DeadLetter parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return Stream.of("file", "reason", "raw").allMatch(field -> json.path(field).isTextual())
                    ? JSON.treeToValue(json, DeadLetter.class)
                    : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Converts the tree of a dead letter. */
    static DeadLetter of(JsonNode tree) {
        return JSON.convertValue(tree, DeadLetter.class);
    }

    JsonNode tree() {
        return JSON.valueToTree(this);
    }

    String json() {
        return tree().toString();
    }

    DeadLetter withReason(String other) {
        return new DeadLetter(kind, folder, file, line, order, other, raw, record);
    }

    /** Returns the place among the records of the kind in the data set, which decides between equal times. */
    long place() {
        return order == null ? line : order;
    }

    /** Returns the kind of the record, in older files that of the file; null if it is unknown. */
    @Nullable
    RecordKind recordKind() {
        String name = kind != null ? kind : file.split("[./]", 2)[0];
        return WireNamed.find(RecordKind.class, name).orElse(null);
    }

    /**
     * Returns the record in the data format.
     *
     * @throws InvalidRecordException if it is not JSON, or contains bytes that could not be decoded
     */
    JsonNode value() {
        if (record != null && !record.isNull()) {
            return record;
        }
        if (reason.startsWith(NOT_UTF_8) && raw.indexOf('\uFFFD') >= 0) {
            throw new InvalidRecordException("", NOT_UTF_8);
        }
        return StrictJson.parse(raw);
    }

    @Override
    public String toString() {
        return file + " line " + line + ": " + reason;
    }
}
