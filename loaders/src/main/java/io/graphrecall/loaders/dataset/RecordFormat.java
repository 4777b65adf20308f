package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.schema.BehaviourEvent;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Parser for one kind of records. Every method throws if the JSON is not a valid record. */
interface RecordFormat<R> {

    /** Returns the key that identifies duplicates, or null if the record cannot be a duplicate. */
    @Nullable
    String key(JsonNode json, long line);

    /**
     * Parses a record.
     *
     * @param conversions called for each converted value
     */
    R parse(JsonNode json, long line, DuplicateIndex.Duplicates duplicates, Consumer<Conversion> conversions);

    /** Returns true if a later record with the same key replaces this one. */
    boolean laterReplaces();

    /** Returns the names of fields that are not kept. */
    List<String> unknownFields(JsonNode json);

    /** Parser for records with an id. The last one with an id counts. */
    record Catalogue<R>(
            BiFunction<JsonNode, Consumer<Conversion>, R> parser, Function<R, String> id,
            Function<JsonNode, List<String>> unknown)
            implements
                RecordFormat<R> {

        @Override
        public String key(JsonNode json, long line) {
            return id.apply(parser.apply(json, Conversion.UNREPORTED));
        }

        @Override
        public R parse(
                JsonNode json, long line, DuplicateIndex.Duplicates duplicates, Consumer<Conversion> conversions) {
            return parser.apply(json, conversions);
        }

        @Override
        public boolean laterReplaces() {
            return true;
        }

        @Override
        public List<String> unknownFields(JsonNode json) {
            return unknown.apply(json);
        }
    }

    /**
     * Parser for events. An event without {@code event_id} gets an identity that includes its number of earlier
     * duplicates.
     */
    record Events(EventFormat format) implements RecordFormat<BehaviourEvent> {

        @Override
        public @Nullable String key(JsonNode json, long line) {
            if (EventFormat.hasIdentity(json)) {
                return null;
            }
            AtomicReference<@Nullable String> key = new AtomicReference<>();
            format.parse(json, line, (firstIdentity, order) -> {
                key.set(firstIdentity);
                return 0;
            });
            return key.get();
        }

        @Override
        public BehaviourEvent parse(
                JsonNode json, long line, DuplicateIndex.Duplicates duplicates, Consumer<Conversion> conversions) {
            return format.parse(json, line, (firstIdentity, order) -> duplicates.earlier(), conversions);
        }

        @Override
        public boolean laterReplaces() {
            return false;
        }

        @Override
        public List<String> unknownFields(JsonNode json) {
            return EventFormat.unknownFields(json);
        }
    }
}
