package io.graphrecall.service.catalogue;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads the facts about single contents from the graph. Thread-safe; calls block. */
public final class ContentCatalogue {

    private static final CypherStatement FACTS = CypherStatement.of("recall/content-facts");

    private final GraphClient graph;

    public ContentCatalogue(GraphClient graph) {
        this.graph = graph;
    }

    /** @throws RecallException NOT_FOUND if the content is unknown, UNAVAILABLE if the graph does not respond */
    public ContentFacts of(ContentId content) {
        return graph.read(FACTS, Map.of("content_id", content.key()), row -> facts(content, row)).stream().findFirst()
                .orElseThrow(() -> new RecallException(
                        RecallException.Code.NOT_FOUND, "unknown content '" + content.key() + "'"));
    }

    private static ContentFacts facts(ContentId content, GraphRow row) {
        List<ContentFacts.Category> categories = row.rows("categories").stream().map(link -> new ContentFacts.Category(
                CategoryPath.ofKey(link.string("key")).path(), link.real("weight"), link.string("source"))).toList();
        return new ContentFacts(content.key(), row.string("status"), row.stringOrNull("title"),
                row.stringOrNull("description"), categories.isEmpty() ? null : categories.getFirst(),
                row.rows("tags").stream().map(link -> new ContentFacts.Tag(
                        link.string("key"), link.real("weight"), link.string("source"))).toList(),
                row.rows("attributes").stream().map(ContentCatalogue::attribute).toList(), row.stringOrNull("author"),
                time(row, "published_at"), time(row, "expires_at"),
                new ContentFacts.Media(row.stringOrNull("cover"), row.strings("frames"), row.stringOrNull("video"),
                        row.stringOrNull("audio")),
                row.integer("seq"));
    }

    private static ContentFacts.Attribute attribute(GraphRow link) {
        AttributeValue attribute = AttributeValue.ofKey(link.string("key"));
        return new ContentFacts.Attribute(
                attribute.property(), attribute.value(), link.real("weight"), link.string("source"));
    }

    private static @Nullable String time(GraphRow row, String column) {
        return row.isNull(column) ? null : Instant.ofEpochMilli(row.integer(column)).toString();
    }
}
