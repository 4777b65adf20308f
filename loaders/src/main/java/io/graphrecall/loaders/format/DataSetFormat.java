package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.DataSet;

import java.util.Map;

/** Parser for the metadata of a data set ({@code dataset.json}). */
public final class DataSetFormat {

    private DataSetFormat() {}

    /**
     * Parses a JSON object.
     *
     * @param fallbackName name used if the object has none
     * @throws InvalidRecordException with all invalid fields
     */
    public static DataSet parse(JsonNode json, String fallbackName) {
        JsonRecord record = JsonRecord.of(json, Conversion.UNREPORTED);
        String name = record.text("name");
        DataSet.Timestamps timestamps = record.constant("timestamps", DataSet.Timestamps.class);
        DataSet.Protocol protocol = record.constant("protocol", DataSet.Protocol.class);
        record.check();
        return new DataSet(name == null || name.isBlank() ? fallbackName : name,
                timestamps == null ? DataSet.UNNAMED.timestamps() : timestamps,
                protocol == null ? DataSet.UNNAMED.protocol() : protocol);
    }

    /** Returns the fields of a data set, in data files and in the graph. */
    public static Map<String, String> fields(DataSet dataSet) {
        return Map.of("name", dataSet.name(), "timestamps", dataSet.timestamps().wireName(), "protocol",
                dataSet.protocol().wireName());
    }
}
