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
        DataSet.Timestamps timestamps = record.optional("timestamps", DataSetFormat::timestamps);
        DataSet.Protocol protocol = record.optional("protocol", DataSetFormat::protocol);
        record.check();
        return new DataSet(name == null || name.isBlank() ? fallbackName : name,
                timestamps == null ? DataSet.UNNAMED.timestamps() : timestamps,
                protocol == null ? DataSet.UNNAMED.protocol() : protocol);
    }

    /** Returns the fields of a data set, in data files and in the graph. */
    public static Map<String, String> fields(DataSet dataSet) {
        return Map.of("name", dataSet.name(), "timestamps", wireName(dataSet.timestamps()), "protocol",
                wireName(dataSet.protocol()));
    }

    /** Returns the name used in data files and in the graph. */
    public static String wireName(DataSet.Timestamps timestamps) {
        return switch (timestamps) {
            case REAL -> "real";
            case ORDER_ONLY -> "order-only";
        };
    }

    /** Returns the name used in data files and in the graph. */
    public static String wireName(DataSet.Protocol protocol) {
        return switch (protocol) {
            case LEAVE_ONE_OUT -> "leave-one-out";
            case TEMPORAL -> "temporal";
        };
    }

    private static DataSet.Timestamps timestamps(String name) {
        return switch (name) {
            case "real" -> DataSet.Timestamps.REAL;
            case "order-only" -> DataSet.Timestamps.ORDER_ONLY;
            default -> throw new IllegalArgumentException("is '" + name + "', expected one of real, order-only");
        };
    }

    private static DataSet.Protocol protocol(String name) {
        return switch (name) {
            case "leave-one-out" -> DataSet.Protocol.LEAVE_ONE_OUT;
            case "temporal" -> DataSet.Protocol.TEMPORAL;
            default -> throw new IllegalArgumentException(
                    "is '" + name + "', expected one of leave-one-out, temporal");
        };
    }
}
