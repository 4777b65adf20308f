package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.source.RecordKind;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** Parser for one kind of records. Every method throws if the JSON is not a valid record. */
interface RecordFormat<R> {

    RecordKind kind();

    /** Returns the key that identifies duplicates, or null if the record cannot be a duplicate. */
    @Nullable
    String key(JsonNode json, long order);

    /**
     * Parses a record.
     *
     * @param earlier     number of earlier records with the same key
     * @param conversions called for each converted value
     */
    R parse(JsonNode json, long order, int earlier, Consumer<Conversion> conversions);

    /** Returns the names of fields that are not kept. */
    List<String> unknownFields(JsonNode json);
}
