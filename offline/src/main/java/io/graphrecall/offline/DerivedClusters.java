package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.vector.VectorSpace;
import io.graphrecall.schema.ClusterId;
import io.graphrecall.schema.Progress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes to the graph which contents are in which clusters. Compares with what is there and writes the difference, so
 * that a repeated build writes nothing.
 */
final class DerivedClusters {

    private static final int BATCH = 5_000;

    private static final CypherStatement CLUSTERS = CypherStatement.of("extract/clusters");
    private static final CypherStatement SET = CypherStatement.of("extract/set-clusters");
    private static final CypherStatement UNSET = CypherStatement.of("extract/unset-clusters");
    private static final CypherStatement DROP_EMPTY = CypherStatement.of("extract/drop-empty-clusters");

    private final GraphClient graph;

    DerivedClusters(GraphClient graph) {
        this.graph = graph;
    }

    void replace(NodeIndex contents, Collection<VectorSpace> spaces, Progress progress) {
        progress.begin("writing clusters", -1);
        Map<Link, String> wanted = new HashMap<>();
        for (VectorSpace space : spaces) {
            int[] clusterOf = space.clusters().clusterOf();
            for (int content = 0; content < clusterOf.length; content++) {
                if (clusterOf[content] >= 0) {
                    ClusterId cluster = new ClusterId(space.name() + "/" + clusterOf[content]);
                    wanted.put(new Link(contents.key(content), cluster.key()), space.name());
                }
            }
        }
        Map<Link, String> stored = new HashMap<>();
        graph.stream(CLUSTERS, Map.of(), row -> stored
                .put(new Link(row.string("content"), row.string("cluster")), row.string("space")));
        Link.Difference<String> difference = Link.Difference.of(stored, wanted);
        write(UNSET, difference.unset(), progress);
        write(SET, difference.set(), progress);
        if (!difference.unset().isEmpty()) {
            graph.write(tx -> tx.execute(DROP_EMPTY, Map.of()));
        }
        progress.end("%,d contents in clusters".formatted(wanted.size()));
    }

    private void write(CypherStatement statement, List<Map.Entry<Link, String>> links, Progress progress) {
        for (int from = 0; from < links.size(); from += BATCH) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Map.Entry<Link, String> link : links.subList(from, Math.min(links.size(), from + BATCH))) {
                rows.add(Map.of("content", link.getKey().from(), "cluster", link.getKey().to(), "space",
                        link.getValue()));
            }
            graph.write(tx -> tx.execute(statement, Map.of("rows", rows)));
            progress.advance(rows.size());
        }
    }
}
