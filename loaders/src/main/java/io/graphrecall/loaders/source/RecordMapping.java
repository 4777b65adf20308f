package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.InvalidRecordException;

import java.util.List;

/** What a record of one form becomes in another. */
@FunctionalInterface
public interface RecordMapping {

    /**
     * The records, in order, that one becomes; none where it tells nothing.
     *
     * @throws InvalidRecordException where it cannot be used
     */
    List<? extends JsonNode> map(JsonNode record);
}
