package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.ColumnNames;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.ingest.RecordWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Item;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.User;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Kind of records with its parser and writer.
 *
 * @param id       returns the key that identifies duplicates
 * @param fields   names of the fields; empty if unknown fields are kept
 * @param write    writes a batch
 * @param node     returns the node that decides if a record is in a sample
 * @param inFolder returns a record with the folder of its media files
 */
record RecordType<R>(
        RecordKind kind, Parser<R> parser, Function<R, String> id, Set<String> fields,
        BiFunction<RecordWriter, List<R>, WriteReport> write, Function<R, NodeKey> node,
        BiFunction<R, String, R> inFolder)
        implements
            RecordFormat<R> {

    static final RecordType<TagRecord> TAGS = catalogue(RecordKind.TAGS, CatalogueFormat::tag,
            CatalogueFormat.TAG_FIELDS, RecordWriter::writeTags, TagRecord::tag, (tag, folder) -> tag);
    static final RecordType<CategoryRecord> CATEGORIES = catalogue(RecordKind.CATEGORIES, CatalogueFormat::category,
            CatalogueFormat.CATEGORY_FIELDS, RecordWriter::writeCategories, CategoryRecord::category,
            (category, folder) -> category);
    static final RecordType<User> USERS = catalogue(RecordKind.USERS, CatalogueFormat::user, Set.of(),
            RecordWriter::writeUsers, User::id, (user, folder) -> user);
    static final RecordType<Content> CONTENTS = catalogue(RecordKind.CONTENTS, CatalogueFormat::content, Set.of(),
            RecordWriter::writeContents, Content::id,
            (content, folder) -> new Content(content.id(), content.description().in(folder)));
    /** Vectors, identified by content and embedding spaces. */
    static final RecordType<ContentVectors> VECTORS = new RecordType<>(RecordKind.VECTORS,
            (json, order, earlier, conversions) -> CatalogueFormat.vectors(json, conversions),
            vectors -> new TreeSet<>(vectors.vectors().keySet()) + " " + vectors.content().key(),
            CatalogueFormat.VECTOR_FIELDS, RecordWriter::writeVectors, ContentVectors::content,
            (vectors, folder) -> vectors);
    static final RecordType<Item> ITEMS = catalogue(RecordKind.ITEMS, CatalogueFormat::item, Set.of(),
            RecordWriter::writeItems, Item::id,
            (item, folder) -> new Item(item.id(), item.description().in(folder)));

    /** Parser of a record; see {@link RecordFormat#parse}. */
    @FunctionalInterface
    interface Parser<R> {
        R parse(JsonNode json, long order, int earlier, Consumer<Conversion> conversions);
    }

    /** Returns a type of catalogue records, which are identified by their node. */
    private static <R> RecordType<R> catalogue(
            RecordKind kind, BiFunction<JsonNode, Consumer<Conversion>, R> parser, Set<String> fields,
            BiFunction<RecordWriter, List<R>, WriteReport> write, Function<R, NodeKey> node,
            BiFunction<R, String, R> inFolder) {
        return new RecordType<>(kind, (json, order, earlier, conversions) -> parser.apply(json, conversions),
                record -> node.apply(record).key(), fields, write, node, inFolder);
    }

    /** Returns the type of events. The identity of one without {@code event_id} includes its number of earlier duplicates. */
    static RecordType<BehaviourEvent> events(Clock clock, DataSet.Timestamps timestamps) {
        EventFormat format = new EventFormat(clock, timestamps);
        return new RecordType<>(RecordKind.EVENTS,
                format::parse, BehaviourEvent::id, EventFormat.FIELDS, RecordWriter::writeEvents, BehaviourEvent::user,
                (event, folder) -> event);
    }

    /** Returns all types in loading order. */
    static List<RecordType<?>> all(Clock clock, DataSet.Timestamps timestamps) {
        return List.of(TAGS, CATEGORIES, USERS, CONTENTS, VECTORS, ITEMS, events(clock, timestamps));
    }

    @Override
    public @Nullable String key(JsonNode json, long order) {
        return kind == RecordKind.EVENTS && EventFormat.hasIdentity(json)
                ? null
                : id.apply(parse(json, order, 0, Conversion.UNREPORTED));
    }

    @Override
    public R parse(JsonNode json, long order, int earlier, Consumer<Conversion> conversions) {
        return parser.parse(json, order, earlier, conversions);
    }

    @Override
    public List<String> unknownFields(JsonNode json) {
        return fields.isEmpty()
                ? List.of()
                : ColumnNames.unknown(json, fields);
    }
}
