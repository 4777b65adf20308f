package io.graphrecall.offline;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.ClusterId;
import io.graphrecall.schema.Progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Writes the clusters of contents to the graph. */
final class DerivedClusters {

    private static final DerivedLinks<String> CLUSTERS = new DerivedLinks<>(CypherStatement.of("extract/clusters"),
            CypherStatement.of("extract/unset-clusters"), CypherStatement.of("extract/set-clusters"), Map.of(),
            row -> row.string("space"), space -> Map.of("space", space));
    private static final CypherStatement DROP_EMPTY = CypherStatement.of("extract/drop-empty-clusters");

    private final GraphClient graph;

    DerivedClusters(GraphClient graph) {
        this.graph = graph;
    }

    void replace(NodeIndex contents, Collection<VectorSpace> spaces, Progress progress) {
        progress.begin("Writing clusters", -1);
        Map<Link, String> spaceOf = new HashMap<>();
        for (VectorSpace space : spaces) {
            int[] clusterOf = space.clusters().clusterOf();
            for (int content = 0; content < clusterOf.length; content++) {
                if (clusterOf[content] >= 0) {
                    ClusterId cluster = new ClusterId(space.name() + "/" + clusterOf[content]);
                    spaceOf.put(new Link(contents.key(content), cluster.key()), space.name());
                }
            }
        }
        if (!CLUSTERS.replace(graph, spaceOf, progress).removed().isEmpty()) {
            graph.write(tx -> tx.execute(DROP_EMPTY, Map.of()));
        }
        progress.end("%,d contents in clusters".formatted(spaceOf.size()));
    }
}
