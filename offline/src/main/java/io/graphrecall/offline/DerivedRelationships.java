package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.FeatureSpace;
import io.graphrecall.metapath.QueryReader;
import io.graphrecall.metapath.Segmenter;
import io.graphrecall.metapath.SparseVector;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.search.SearchOutcomes;
import io.graphrecall.metapath.tables.TableBuild;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes to the graph what is derived from it: tags that queries name, and what queries led to. Compares with what is
 * there and writes the difference, so that a repeated build writes nothing.
 */
final class DerivedRelationships {

    private static final int BATCH = 5_000;

    private static final CypherStatement QUERY_TAGS = CypherStatement.of("extract/query-tags");
    private static final CypherStatement SET_QUERY_TAGS = CypherStatement.of("extract/set-query-tags");
    private static final CypherStatement UNSET_QUERY_TAGS = CypherStatement.of("extract/unset-query-tags");
    private static final CypherStatement LED_TO = CypherStatement.of("extract/led-to");
    private static final CypherStatement SET_CONTENTS = CypherStatement.of("extract/set-led-to-contents");
    private static final CypherStatement SET_ITEMS = CypherStatement.of("extract/set-led-to-items");
    private static final CypherStatement UNSET_CONTENTS = CypherStatement.of("extract/unset-led-to-contents");
    private static final CypherStatement UNSET_ITEMS = CypherStatement.of("extract/unset-led-to-items");

    private final GraphClient graph;

    DerivedRelationships(GraphClient graph) {
        this.graph = graph;
    }

    /** The properties of {@code LED_TO}. */
    private record Outcome(long count, long lastAt) {}

    void replaceQueryTags(HeteroGraph read, Segmenter segmenter, Progress progress) {
        NodeIndex queries = read.nodes(NodeLabel.QUERY);
        progress.begin("reading queries", queries.size());
        NodeIndex tags = read.nodes(NodeLabel.TAG);
        QueryReader reader = TableBuild.queryReader(read, segmenter);
        Map<Link, Double> wanted = new HashMap<>();
        for (int query = 0; query < queries.size(); query++) {
            SparseVector named = reader.read(queries.key(query)).vector(FeatureSpace.TAG);
            for (int i = 0; i < named.size(); i++) {
                wanted.put(new Link(queries.key(query), tags.key(named.ordinals()[i])), (double) named.weights()[i]);
            }
            progress.advance(1);
        }
        Map<Link, Double> stored = new HashMap<>();
        graph.stream(QUERY_TAGS, Map.of(), row -> stored
                .put(new Link(row.string("query"), row.string("tag")), row.real("weight")));
        Link.Difference<Double> difference = Link.Difference.of(stored, wanted);
        write(SET_QUERY_TAGS, rows(difference.set(), "tag", (row, weight) -> row.put("weight", weight)), progress);
        write(UNSET_QUERY_TAGS, rows(difference.unset(), "tag"), progress);
        progress.end("%,d tags named by %,d queries".formatted(wanted.size(), queries.size()));
    }

    void replaceLedTo(HeteroGraph read, SearchOutcomes outcomes, Progress progress) {
        progress.begin("deriving what searches led to", outcomes.size());
        Map<Link, Outcome> contents = new HashMap<>();
        Map<Link, Outcome> items = new HashMap<>();
        for (int pair = 0; pair < outcomes.size(); pair++) {
            NodeIndex targets = read.nodes(outcomes.toItem(pair) ? NodeLabel.ITEM : NodeLabel.CONTENT);
            Link link = new Link(read.nodes(NodeLabel.QUERY).key(outcomes.query(pair)),
                    targets.key(outcomes.target(pair)));
            (outcomes.toItem(pair) ? items : contents)
                    .put(link, new Outcome(outcomes.count(pair), outcomes.lastAt(pair)));
        }
        Map<Link, Outcome> storedContents = new HashMap<>();
        Map<Link, Outcome> storedItems = new HashMap<>();
        graph.stream(LED_TO, Map.of(), row -> {
            Outcome outcome = new Outcome(row.integer("count", -1), row.integer("last_at", -1));
            if (row.isNull("content")) {
                storedItems.put(new Link(row.string("query"), row.string("item")), outcome);
            } else {
                storedContents.put(new Link(row.string("query"), row.string("content")), outcome);
            }
        });
        writeLedTo(SET_CONTENTS, UNSET_CONTENTS, Link.Difference.of(storedContents, contents), progress);
        writeLedTo(SET_ITEMS, UNSET_ITEMS, Link.Difference.of(storedItems, items), progress);
        progress.end("%,d contents, %,d items".formatted(contents.size(), items.size()));
    }

    private void writeLedTo(
            CypherStatement set, CypherStatement unset, Link.Difference<Outcome> difference, Progress progress) {
        write(set, rows(difference.set(), "target", (row, outcome) -> {
            row.put("count", outcome.count());
            row.put("last_at", outcome.lastAt());
        }), progress);
        write(unset, rows(difference.unset(), "target"), progress);
    }

    private static <T> List<Map<String, Object>> rows(
            List<Map.Entry<Link, T>> links, String target, BiConsumer<Map<String, Object>, T> properties) {
        List<Map<String, Object>> rows = new ArrayList<>(links.size());
        for (Map.Entry<Link, T> link : links) {
            Map<String, Object> row = new HashMap<>();
            row.put("query", link.getKey().from());
            row.put(target, link.getKey().to());
            properties.accept(row, link.getValue());
            rows.add(row);
        }
        return rows;
    }

    private static <T> List<Map<String, Object>> rows(List<Map.Entry<Link, T>> links, String target) {
        return rows(links, target, (row, value) -> {
        });
    }

    private void write(CypherStatement statement, List<Map<String, Object>> rows, Progress progress) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Map<String, Object>> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
            graph.write(tx -> tx.execute(statement, Map.of("rows", batch)));
            progress.advance(0);
        }
    }
}
