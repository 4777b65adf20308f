package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.clickthrough.QueryClickThrough;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RelationshipType;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Writes relationships that are derived from the graph: the tags that queries name, query click-through, and clusters. */
final class DerivedRelationships {

    private static final DerivedLinks<Double> QUERY_TAGS = new DerivedLinks<>(
            CypherStatement.of("extract/query-tags"), CypherStatement.of("extract/unset-query-tags"),
            CypherStatement.of("extract/set-query-tags"), Map.of(),
            row -> row.real("weight"), weight -> Map.of("weight", weight));
    private static final DerivedLinks<String> CLUSTERS = new DerivedLinks<>(CypherStatement.of("extract/clusters"),
            CypherStatement.of("extract/unset-clusters"), CypherStatement.of("extract/set-clusters"), Map.of(),
            row -> row.string("space"), space -> Map.of("space", space));
    private static final CypherStatement DROP_EMPTY_CLUSTERS = CypherStatement.of("extract/drop-empty-clusters");
    private static final DerivedLinks<ClickThrough> CONTENTS = ledTo(NodeLabel.CONTENT);
    private static final DerivedLinks<ClickThrough> ITEMS = ledTo(NodeLabel.ITEM);

    private final GraphClient graph;

    DerivedRelationships(GraphClient graph) {
        this.graph = graph;
    }

    /** The properties of {@code LED_TO}. */
    private record ClickThrough(long count, long lastAt) {}

    private static DerivedLinks<ClickThrough> ledTo(NodeLabel target) {
        return new DerivedLinks<>(statement("extract/led-to", target), statement("extract/unset-led-to", target),
                statement("extract/set-led-to", target), Map.of(),
                row -> new ClickThrough(row.integer("count", -1), row.integer("last_at", -1)),
                clicks -> Map.of("count", clicks.count(), "last_at", clicks.lastAt()));
    }

    private static CypherStatement statement(String name, NodeLabel target) {
        return CypherStatement.of(name, RelationshipType.LED_TO, NodeLabel.QUERY, target);
    }

    void replaceQueryTags(HeteroGraph read, Segmenter segmenter, Progress progress) {
        NodeIndex queries = read.nodes(NodeLabel.QUERY);
        progress.begin("Matching tags to queries", queries.size());
        NodeIndex tags = read.nodes(NodeLabel.TAG);
        QueryReader reader = TableBuild.queryReader(read, segmenter);
        Map<Link, Double> weights = new HashMap<>();
        for (int query = 0; query < queries.size(); query++) {
            SparseVector named = reader.read(queries.key(query)).vector(FeatureSpace.TAG);
            for (int i = 0; i < named.size(); i++) {
                weights.put(new Link(queries.key(query), tags.key(named.ordinals()[i])), (double) named.weights()[i]);
            }
            progress.advance(1);
        }
        progress.end(Counts.of(weights.size(), "tag") + " in " + Counts.of(queries.size(), "query"));
        progress.begin("Writing tags of queries", -1);
        DerivedLinks.Changes written = QUERY_TAGS.replace(graph, weights, progress);
        progress.end("%,d set, %,d removed".formatted(written.set(), written.removed()));
    }

    void replaceClickThrough(HeteroGraph read, QueryClickThrough pairs, Progress progress) {
        progress.begin("Writing query click-through", -1);
        Map<Link, ClickThrough> contents = new HashMap<>();
        Map<Link, ClickThrough> items = new HashMap<>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            NodeIndex targets = read.nodes(pairs.isItem(pair) ? NodeLabel.ITEM : NodeLabel.CONTENT);
            Link link = new Link(read.nodes(NodeLabel.QUERY).key(pairs.query(pair)),
                    targets.key(pairs.target(pair)));
            (pairs.isItem(pair) ? items : contents)
                    .put(link, new ClickThrough(pairs.count(pair), pairs.lastAt(pair)));
        }
        CONTENTS.replace(graph, contents, progress);
        ITEMS.replace(graph, items, progress);
        progress.end(Counts.of(contents.size(), "pair") + " of query and content, " + Counts.of(items.size())
                + " of query and item");
    }

    void replaceClusters(NodeIndex contents, Collection<VectorSpace> spaces, Progress progress) {
        progress.begin("Writing clusters", -1);
        Map<Link, String> spaceOf = new HashMap<>();
        for (VectorSpace space : spaces) {
            int[] clusterOf = space.clusters().clusterOf();
            for (int content = 0; content < clusterOf.length; content++) {
                if (clusterOf[content] >= 0) {
                    spaceOf.put(new Link(contents.key(content), space.name() + "/" + clusterOf[content]), space.name());
                }
            }
        }
        if (CLUSTERS.replace(graph, spaceOf, progress).removed() > 0) {
            graph.write(tx -> tx.execute(DROP_EMPTY_CLUSTERS, Map.of()));
        }
        progress.end(Counts.of(spaceOf.size(), "membership") + " of contents in " + Counts.of(spaces.size(), "space"));
    }
}
