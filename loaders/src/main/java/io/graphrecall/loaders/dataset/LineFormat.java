package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.CatalogueFormat;
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
import java.util.function.Function;

/** How the lines of one file become records. Every method throws where the line holds no record. */
interface LineFormat<R> {

    /** Contents, known by their id. */
    static LineFormat<Content> contents() {
        return new Catalogue<>(CatalogueFormat::content, content -> content.id().key(), json -> List.of());
    }

    /** Vectors of contents, known by content and spaces. */
    static LineFormat<ContentVectors> vectors() {
        return new Catalogue<>(CatalogueFormat::vectors,
                vectors -> new TreeSet<>(vectors.vectors().keySet()) + " " + vectors.content().key(),
                CatalogueFormat::unknownVectorFields);
    }

    /** Items, known by their id. */
    static LineFormat<Item> items() {
        return new Catalogue<>(CatalogueFormat::item, item -> item.id().key(), json -> List.of());
    }

    /** Users, known by their id. */
    static LineFormat<User> users() {
        return new Catalogue<>(CatalogueFormat::user, user -> user.id().key(), json -> List.of());
    }

    /** Categories, known by domain and path. */
    static LineFormat<CategoryRecord> categories() {
        return new Catalogue<>(CatalogueFormat::category, record -> record.category().key(),
                CatalogueFormat::unknownCategoryFields);
    }

    /** Tags, known by their name. */
    static LineFormat<TagRecord> tags() {
        return new Catalogue<>(CatalogueFormat::tag, record -> record.tag().key(), CatalogueFormat::unknownTagFields);
    }

    /** What a line is compared by with others of its file, or null where it has no like. */
    @Nullable
    String key(JsonNode json, long line);

    /** The record of a line. */
    R parse(JsonNode json, long line, RepeatIndex.Repeat repeat);

    /** Whether a later line with the same key takes the place of this one. */
    boolean laterReplaces();

    /** Fields that the record does not keep. */
    List<String> unknownFields(JsonNode json);

    /** Records with an id, of which the last one in the file counts. */
    record Catalogue<R>(
            Function<JsonNode, R> parser, Function<R, String> id, Function<JsonNode, List<String>> unknown)
            implements
                LineFormat<R> {

        @Override
        public String key(JsonNode json, long line) {
            return id.apply(parser.apply(json));
        }

        @Override
        public R parse(JsonNode json, long line, RepeatIndex.Repeat repeat) {
            return parser.apply(json);
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

    /** Events; those without an identity get one that counts the earlier lines which tell the same. */
    record Events(EventFormat format) implements LineFormat<BehaviourEvent> {

        @Override
        public @Nullable String key(JsonNode json, long line) {
            AtomicReference<@Nullable String> key = new AtomicReference<>();
            format.parse(json, line, (firstIdentity, order) -> {
                key.set(firstIdentity);
                return 0;
            });
            return key.get();
        }

        @Override
        public BehaviourEvent parse(JsonNode json, long line, RepeatIndex.Repeat repeat) {
            return format.parse(json, line, (firstIdentity, order) -> repeat.before());
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
