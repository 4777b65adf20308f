package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Parser for the metadata of a data set ({@code dataset.json}). */
public final class DataSetFormat {

    private static final List<String> FIELDS = List.of("name", "timestamps", "protocol", "time_zone");

    private DataSetFormat() {}

    /** Returns a warning about unknown fields, which are ignored; null if there are none. */
    public static @Nullable String unknownFields(JsonNode json) {
        List<String> unknown = json.propertyStream().map(Map.Entry::getKey).filter(field -> !FIELDS.contains(field))
                .toList();
        return unknown.isEmpty()
                ? null
                : "unknown fields are ignored: " + String.join(", ", unknown) + "; the fields are "
                        + String.join(", ", FIELDS);
    }

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

    /**
     * Parses the field {@code time_zone}, the zone of times without offset. Returns null if it is absent.
     *
     * @throws InvalidRecordException if there is no such zone
     */
    public static @Nullable ZoneId timeZone(JsonNode json) {
        JsonRecord record = JsonRecord.of(json, Conversion.UNREPORTED);
        ZoneId zone = record.optional("time_zone", DataSetFormat::timeZone);
        record.check();
        return zone;
    }

    /**
     * Parses a time zone.
     *
     * @throws IllegalArgumentException with the predicate of an error message if there is no such zone
     */
    public static ZoneId timeZone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "is '" + name + "', expected a time zone such as Asia/Shanghai or +08:00", e);
        }
    }

    /** Returns the fields of a data set, in data files and in the graph. */
    public static Map<String, String> fields(DataSet dataSet) {
        return Map.of("name", dataSet.name(), "timestamps", dataSet.timestamps().wireName(), "protocol",
                dataSet.protocol().wireName());
    }
}
