package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.User;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Parser for one kind of records. Every method throws if the JSON is not a valid record. */
interface RecordFormat<R> {

    /** Creates a parser for contents, identified by their id. */
    static RecordFormat<Content> contents() {
        return new Catalogue<>(CatalogueFormat::content, content -> content.id().key(), json -> List.of());
    }

    /** Creates a parser for vectors, identified by content and embedding spaces. */
    static RecordFormat<ContentVectors> vectors() {
        return new Catalogue<>(CatalogueFormat::vectors,
                vectors -> new TreeSet<>(vectors.vectors().keySet()) + " " + vectors.content().key(),
                CatalogueFormat::unknownVectorFields);
    }

    /** Creates a parser for items, identified by their id. */
    static RecordFormat<Item> items() {
        return new Catalogue<>(CatalogueFormat::item, item -> item.id().key(), json -> List.of());
    }

    /** Creates a parser for users, identified by their id. */
    static RecordFormat<User> users() {
        return new Catalogue<>(CatalogueFormat::user, user -> user.id().key(), json -> List.of());
    }

    /** Creates a parser for categories, identified by domain and path. */
    static RecordFormat<CategoryRecord> categories() {
        return new Catalogue<>(CatalogueFormat::category, record -> record.category().key(),
                CatalogueFormat::unknownCategoryFields);
    }

    /** Creates a parser for tags, identified by their name. */
    static RecordFormat<TagRecord> tags() {
        return new Catalogue<>(CatalogueFormat::tag, record -> record.tag().key(), CatalogueFormat::unknownTagFields);
    }

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
