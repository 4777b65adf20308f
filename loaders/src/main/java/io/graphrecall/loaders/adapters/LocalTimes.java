package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.format.Timestamp;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.DataSet;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds the offset of a time zone to times without one, so that a rejected record has it too. */
public final class LocalTimes {

    private LocalTimes() {}

    /** Returns sources whose times have an offset. */
    public static Map<RecordKind, List<RecordSource>> in(
            ZoneId zone, DataSet.Timestamps timestamps, Map<RecordKind, List<RecordSource>> sources) {
        Map<RecordKind, List<RecordSource>> inZone = new EnumMap<>(sources);
        inZone.replaceAll((kind, files) -> {
            List<String> fields = switch (kind) {
                case EVENTS -> List.of("timestamp");
                case CONTENTS, ITEMS -> List.of("published_at", "expires_at");
                case TAGS, CATEGORIES, USERS, VECTORS -> List.of();
            };
            boolean datesAsNumbers = kind != RecordKind.EVENTS || timestamps == DataSet.Timestamps.REAL;
            return fields.isEmpty()
                    ? files
                    : files.stream().map(file -> file.map(record -> in(zone, fields, datesAsNumbers, record))).toList();
        });
        return inZone;
    }

    private static JsonNode in(ZoneId zone, List<String> fields, boolean datesAsNumbers, JsonNode record) {
        ObjectNode changed = null;
        for (String field : fields) {
            JsonNode given = record.path(field);
            JsonNode time = Timestamp.withOffset(given, zone, datesAsNumbers);
            if (!time.equals(given)) {
                changed = changed == null ? ((ObjectNode) record).deepCopy() : changed;
                changed.set(field, time);
            }
        }
        return changed == null ? record : changed;
    }
}
