package io.graphrecall.service.catalogue;

import io.graphrecall.content.media.MediaException;
import io.graphrecall.content.media.Picture;
import io.graphrecall.content.media.PictureReader;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the facts about contents and items from the graph, and pictures of contents. Thread-safe; calls block. */
public final class ContentCatalogue {

    private static final CypherStatement CONTENT = CypherStatement.of("recall/record-facts", NodeLabel.CONTENT);
    private static final CypherStatement STORED = CypherStatement.of("recall/stored-facts");
    private static final CypherStatement ITEM = CypherStatement.of("recall/record-facts", NodeLabel.ITEM);
    private static final CypherStatement ITEMS = CypherStatement.of("recall/keys", NodeLabel.ITEM);
    private static final CypherStatement ITEMS_IN_CATEGORY = CypherStatement.of("recall/items-in-category");
    private static final CypherStatement PICTURES = CypherStatement.of("recall/content-pictures");
    /** Maximum width and height of a picture, in pixels. */
    private static final int SIDE = 320;

    private final GraphClient graph;
    private final Path mediaFolder;
    private final PictureReader pictures = new PictureReader(SIDE);

    /** @param mediaFolder folder for media of contents that were posted without a folder */
    public ContentCatalogue(GraphClient graph, Path mediaFolder) {
        this.graph = graph;
        this.mediaFolder = mediaFolder;
    }

    /** @throws RecallException NOT_FOUND if the content is unknown, UNAVAILABLE if the graph does not respond */
    public RecordFacts of(ContentId content) {
        return facts("content", CONTENT, content.key());
    }

    /** @throws RecallException NOT_FOUND if the item is unknown, UNAVAILABLE if the graph does not respond */
    public RecordFacts of(ItemId item) {
        return facts("item", ITEM, item.key());
    }

    /**
     * Returns true for a deleted content.
     *
     * @throws RecallException NOT_FOUND if the content is unknown, UNAVAILABLE if the graph does not respond
     */
    public boolean isDeleted(ContentId content) {
        return of(content).status().equals("deleted");
    }

    private RecordFacts facts(String kind, CypherStatement statement, String key) {
        return graph.read(statement, Map.of("key", key), row -> facts(statement.equals(CONTENT), key, row)).stream()
                .findFirst().orElseThrow(() -> new RecallException(
                        RecallException.Code.NOT_FOUND, "unknown " + kind + " '" + key + "'"));
    }

    /**
     * Returns facts of contents that no generation has, by content id. An unknown content has none.
     *
     * @param limit maximum time
     * @throws RecallException UNAVAILABLE if the graph does not respond in time
     */
    public Map<String, StoredFacts> stored(List<String> contents, StoredFacts.Wanted wanted, Duration limit) {
        Map<String, Object> parameters = Map.of("contents", contents, "description", wanted.description(),
                "media", wanted.media(), "all", wanted.allFields(), "fields", wanted.fields());
        return graph.read(STORED, parameters, row -> Map.entry(row.string("content_id"), new StoredFacts(
                row.stringOrNull("description"), wanted.media() ? media(row) : null, fields(row))), limit).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @param title null if unknown */
    public record ListedItem(String itemId, @Nullable String title) {}

    /**
     * Returns items in ascending order of their ids, those that only events mention included.
     *
     * @param category levels joined by /, or the name of one level, with everything below it; null for all items
     * @param after    id of the item before the first one; null for none
     * @throws RecallException UNAVAILABLE if the graph does not respond
     */
    public List<ListedItem> items(@Nullable String category, @Nullable String after, int limit) {
        KeyRange range = KeyRange.of("", after);
        return category == null
                ? graph.read(ITEMS, Map.of("from", range.from(), "to", range.to(), "limit", limit),
                        ContentCatalogue::listed)
                : graph.read(ITEMS_IN_CATEGORY, Map.of("category", category, "from", range.from(), "limit", limit),
                        ContentCatalogue::listed);
    }

    private static ListedItem listed(GraphRow row) {
        return new ListedItem(row.string("key"), row.stringOrNull("title"));
    }

    /**
     * Returns the cover of a content, scaled down. It is decoded first, so a file that is no picture is never returned.
     *
     * @throws RecallException NOT_FOUND if the content is unknown, has no cover, or its file is not readable on this
     *         machine; UNAVAILABLE if the graph does not respond
     */
    public Picture cover(ContentId content) {
        return picture(content, "cover", row -> Optional.ofNullable(row.stringOrNull("cover")));
    }

    /**
     * Returns a frame of a content as {@link #cover} does.
     *
     * @param index of the frame in its record, from 0
     */
    public Picture frame(ContentId content, int index) {
        return picture(content, "frame " + index, row -> row.strings("frames").stream().skip(index).findFirst());
    }

    private Picture picture(ContentId content, String kind, Function<GraphRow, Optional<String>> name) {
        Path file = graph.read(PICTURES, Map.of("content_id", content.key()),
                row -> name.apply(row).flatMap(relative -> file(row, relative))).stream().flatMap(Optional::stream)
                .findFirst().orElseThrow(() -> new RecallException(
                        RecallException.Code.NOT_FOUND, "no " + kind + " of a content '" + content.key() + "'"));
        try {
            Picture picture = pictures.read(file);
            double scale = Math.min(1, (double) SIDE / Math.max(picture.width(), picture.height()));
            return picture.scaled(
                    Math.max(1, (int) (picture.width() * scale)), Math.max(1, (int) (picture.height() * scale)));
        } catch (MediaException e) {
            throw new RecallException(RecallException.Code.NOT_FOUND,
                    "the " + kind + " of the content '" + content.key() + "' cannot be read", e);
        }
    }

    /** Returns a file of a content; empty if its path is invalid or leads out of its folder. */
    private Optional<Path> file(GraphRow row, String relative) {
        String named = row.stringOrNull("folder");
        Path folder = (named == null ? mediaFolder : Path.of(named)).toAbsolutePath().normalize();
        try {
            return Optional.of(folder.resolve(relative).normalize()).filter(file -> file.startsWith(folder));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static RecordFacts facts(boolean isContent, String key, GraphRow row) {
        List<RecordFacts.Category> categories = categories(row);
        return new RecordFacts(isContent ? key : null, isContent ? null : key, row.string("status"),
                row.stringOrNull("title"), row.stringOrNull("description"),
                isContent && !categories.isEmpty() ? categories.getFirst() : null, categories, tags(row),
                attributes(row), row.stringOrNull("author"), time(row, "published_at"), time(row, "expires_at"),
                time(row, "held_at"),
                media(row), fields(row), vectors(row), row.integer("seq"));
    }

    private static List<RecordFacts.Category> categories(GraphRow row) {
        return row.rows("categories").stream().map(link -> new RecordFacts.Category(
                CategoryPath.ofKey(link.string("key")).path(), link.real("weight"), link.string("source"))).toList();
    }

    private static List<RecordFacts.Tag> tags(GraphRow row) {
        return row.rows("tags").stream().map(link -> new RecordFacts.Tag(
                link.string("key"), link.real("weight"), link.string("source"))).toList();
    }

    private static List<RecordFacts.Attribute> attributes(GraphRow row) {
        return row.rows("attributes").stream().map(link -> {
            AttributeValue attribute = AttributeValue.ofKey(link.string("key"));
            return new RecordFacts.Attribute(
                    attribute.property(), attribute.value(), link.real("weight"), link.string("source"));
        }).toList();
    }

    private static RecordFacts.Media media(GraphRow row) {
        return new RecordFacts.Media(row.stringOrNull("cover"), row.strings("frames"), row.stringOrNull("video"),
                row.stringOrNull("audio"));
    }

    /** Returns the further fields of a record, in alphabetical order. */
    private static Map<String, Object> fields(GraphRow row) {
        Map<String, Object> fields = new TreeMap<>();
        row.rows("fields").forEach(field -> fields.put(field.string("name"), field.value("value")));
        return fields;
    }

    private static List<RecordFacts.Vector> vectors(GraphRow row) {
        return row.rows("vectors").stream()
                .map(vector -> new RecordFacts.Vector(vector.string("space"), vector.integer("dimensions")))
                .sorted(Comparator.comparing(RecordFacts.Vector::space)).toList();
    }

    private static @Nullable String time(GraphRow row, String column) {
        return row.isNull(column) ? null : Instant.ofEpochMilli(row.integer(column)).toString();
    }
}
