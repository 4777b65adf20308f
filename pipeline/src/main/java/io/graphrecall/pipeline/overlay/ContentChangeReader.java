package io.graphrecall.pipeline.overlay;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads changed contents from the graph. Thread-safe. */
public final class ContentChangeReader {

    private static final CypherStatement CHANGES = CypherStatement.of("recall/content-changes");
    private static final String DELETED = "deleted";

    private final GraphClient graph;

    public ContentChangeReader(GraphClient graph) {
        this.graph = graph;
    }

    /**
     * The changes after a sequence number.
     *
     * @param seq every change up to this number is included; some later ones may be
     */
    public record Changes(List<ContentChange> contents, long seq) {}

    /**
     * Reads the contents that changed after a sequence number.
     *
     * @param seq the graph's sequence number. Each write transaction takes the next one. Because it is read before this
     *            call, no change is missed
     */
    public Changes since(long since, long seq) {
        if (seq <= since) {
            return new Changes(List.of(), since);
        }
        List<ContentChange> contents = new ArrayList<>();
        graph.stream(CHANGES, Map.of("since", since), row -> contents.add(change(row)));
        return new Changes(contents, seq);
    }

    private static ContentChange change(GraphRow row) {
        ContentId id = new ContentId(row.string("content_id"));
        boolean deleted = row.string("status").equals(DELETED);
        Map<String, Float> weights = new LinkedHashMap<>();
        row.rows("tags").forEach(tag -> weights.put(tag.string("name"), (float) tag.real("weight")));
        return new ContentChange(
                id, deleted ? null : new Content(id, description(row, List.copyOf(weights.keySet()))),
                row.integer("seq"), weights);
    }

    private static Description description(GraphRow row, List<String> tags) {
        List<List<String>> categories = row.strings("categories").stream()
                .map(category -> CategoryPath.ofKey(category).path()).toList();
        String author = row.stringOrNull("author");
        return new Description(
                row.stringOrNull("title"),
                row.stringOrNull("description"),
                categories.isEmpty() ? List.of() : categories.getFirst(),
                attributes(row.strings("attributes")),
                tags,
                author == null ? null : new UserId(author),
                time(row, "published_at"),
                time(row, "expires_at"),
                row.string("status").equals("hidden") ? Description.Status.HIDDEN : Description.Status.ACTIVE,
                media(row),
                vectors(row.rows("vectors")),
                Map.of(),
                categories.isEmpty() ? List.of() : categories.subList(1, categories.size()));
    }

    private static Description.Media media(GraphRow row) {
        return new Description.Media(
                row.stringOrNull("cover"), row.isNull("frames") ? List.of() : row.strings("frames"),
                row.stringOrNull("video"), row.stringOrNull("audio"), row.stringOrNull("folder"));
    }

    private static Map<String, float[]> vectors(List<GraphRow> rows) {
        Map<String, float[]> vectors = new HashMap<>();
        rows.forEach(row -> vectors.put(row.string("space"), row.floats("vector")));
        return vectors;
    }

    private static Map<String, List<String>> attributes(List<String> keys) {
        return keys.stream().map(AttributeValue::ofKey).collect(Collectors.groupingBy(
                AttributeValue::property, LinkedHashMap::new,
                Collectors.mapping(AttributeValue::value, Collectors.toList())));
    }

    private static @Nullable Instant time(GraphRow row, String column) {
        return row.isNull(column) ? null : Instant.ofEpochMilli(row.integer(column));
    }
}
