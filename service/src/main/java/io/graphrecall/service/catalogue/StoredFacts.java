package io.graphrecall.service.catalogue;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Facts about a content that only its record in the graph has.
 *
 * @param description null if it has none
 * @param media       null if it was not read
 * @param fields      further fields of the record, by name in alphabetical order
 */
public record StoredFacts(
        @Nullable String description, RecordFacts.@Nullable Media media, Map<String, Object> fields) {

    /**
     * Facts to read.
     *
     * @param allFields true for all further fields
     * @param fields    names of further fields
     */
    public record Wanted(boolean description, boolean media, boolean allFields, List<String> fields) {

        /** All facts that only the record has. */
        public static final Wanted ALL = new Wanted(true, true, true, List.of());

        /** Returns true if there is anything to read. */
        public boolean any() {
            return description || media || hasFields();
        }

        public boolean hasFields() {
            return allFields || !fields.isEmpty();
        }
    }
}
