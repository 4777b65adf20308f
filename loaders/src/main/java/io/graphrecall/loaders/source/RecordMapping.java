package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.InvalidRecordException;

import java.util.List;

/** Conversion of a record from one layout to another. */
@FunctionalInterface
public interface RecordMapping {

    /**
     * Maps a record to any number of records, in order.
     *
     * @throws InvalidRecordException if the record is unusable
     */
    List<? extends JsonNode> map(JsonNode record);
}
