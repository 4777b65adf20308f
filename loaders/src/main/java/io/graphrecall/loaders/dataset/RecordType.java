package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.dataset.RecordFormat.Catalogue;
import io.graphrecall.loaders.format.CatalogueFormat;
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

import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Kind of records with its parser and writer.
 *
 * @param write    writes a batch
 * @param node     returns the node that decides if a record is in a sample
 * @param inFolder returns a record with the folder of its media files
 */
record RecordType<R>(
        RecordKind kind, RecordFormat<R> format, BiFunction<RecordWriter, List<R>, WriteReport> write,
        Function<R, NodeKey> node, BiFunction<R, String, R> inFolder) {

    /** Tags, identified by their name. */
    static final RecordType<TagRecord> TAGS = new RecordType<>(RecordKind.TAGS,
            new Catalogue<>(CatalogueFormat::tag, tag -> tag.tag().key(), CatalogueFormat::unknownTagFields),
            RecordWriter::writeTags, TagRecord::tag, (tag, folder) -> tag);

    /** Categories, identified by domain and path. */
    static final RecordType<CategoryRecord> CATEGORIES = new RecordType<>(RecordKind.CATEGORIES,
            new Catalogue<>(CatalogueFormat::category, category -> category.category().key(),
                    CatalogueFormat::unknownCategoryFields),
            RecordWriter::writeCategories, CategoryRecord::category, (category, folder) -> category);

    /** Users, identified by their id. */
    static final RecordType<User> USERS = new RecordType<>(RecordKind.USERS,
            new Catalogue<>(CatalogueFormat::user, user -> user.id().key(), json -> List.of()),
            RecordWriter::writeUsers, User::id, (user, folder) -> user);

    /** Contents, identified by their id. */
    static final RecordType<Content> CONTENTS = new RecordType<>(RecordKind.CONTENTS,
            new Catalogue<>(CatalogueFormat::content, content -> content.id().key(), json -> List.of()),
            RecordWriter::writeContents, Content::id,
            (content, folder) -> new Content(content.id(), content.description().in(folder)));

    /** Vectors, identified by content and embedding spaces. */
    static final RecordType<ContentVectors> VECTORS = new RecordType<>(RecordKind.VECTORS,
            new Catalogue<>(CatalogueFormat::vectors,
                    vectors -> new TreeSet<>(vectors.vectors().keySet()) + " " + vectors.content().key(),
                    CatalogueFormat::unknownVectorFields),
            RecordWriter::writeVectors, ContentVectors::content, (vectors, folder) -> vectors);

    /** Items, identified by their id. */
    static final RecordType<Item> ITEMS = new RecordType<>(RecordKind.ITEMS,
            new Catalogue<>(CatalogueFormat::item, item -> item.id().key(), json -> List.of()),
            RecordWriter::writeItems, Item::id,
            (item, folder) -> new Item(item.id(), item.description().in(folder)));

    /** Returns the type of events. */
    static RecordType<BehaviourEvent> events(Clock clock, DataSet.Timestamps timestamps) {
        return new RecordType<>(RecordKind.EVENTS, new RecordFormat.Events(new EventFormat(clock, timestamps)),
                RecordWriter::writeEvents, BehaviourEvent::user, (event, folder) -> event);
    }

    /** Returns all types in loading order. */
    static List<RecordType<?>> all(Clock clock, DataSet.Timestamps timestamps) {
        return List.of(TAGS, CATEGORIES, USERS, CONTENTS, VECTORS, ITEMS, events(clock, timestamps));
    }
}
