package io.graphrecall.benchmarks.match;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Embeddings of contents and users by GDS, on a graph of whom engaged with what and what describes it: contents first,
 * then users, then tags, categories of every level and attributes. Compared by their cosine.
 */
final class GdsEmbeddings {

    private static final String PROJECTION = "embedding-benchmark";
    private static final CypherStatement PROJECT = CypherStatement.of("gds/project-pairs");
    private static final CypherStatement DROP = CypherStatement.of("gds/drop");

    private final GraphClient client;
    private final int contents;
    private final int users;
    private final List<List<Integer>> pairs = new ArrayList<>();

    GdsEmbeddings(GraphClient client, HeteroGraph graph) {
        this.client = client;
        contents = graph.nodes(NodeLabel.CONTENT).size();
        users = graph.behaviour().users().size();
        addBehaviour(graph.behaviour());
        int first = contents + users;
        for (Map.Entry<Hop, CsrTable> described : graph.adjacency().entrySet().stream()
                .sorted(Map.Entry.comparingByKey((one, other) -> one.type().compareTo(other.type()))).toList()) {
            if (described.getKey().from() == NodeLabel.CONTENT) {
                addDescriptions(described.getValue(), first);
                first += described.getValue().columns();
            }
        }
    }

    /** Vectors of contents by ordinal, and of users. */
    record Embeddings(EmbeddingTable contents, EmbeddingTable users) {}

    /**
     * What an algorithm of GDS comes to.
     *
     * @param parameters but for the graph
     */
    Embeddings of(CypherStatement algorithm, Map<String, Object> parameters) {
        run(DROP, Map.of("graph", PROJECTION));
        run(PROJECT, Map.of("graph", PROJECTION, "pairs", pairs));
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("graph", PROJECTION);
        float[][] ofContents = new float[contents][];
        float[][] ofUsers = new float[users][];
        client.stream(algorithm, all, row -> {
            int node = (int) row.integer("node");
            float[] vector = row.floats("vector");
            if (node < contents) {
                ofContents[node] = vector;
            } else if (node < contents + users) {
                ofUsers[node - contents] = vector;
            }
        });
        run(DROP, Map.of("graph", PROJECTION));
        return new Embeddings(
                EmbeddingTable.of(EmbeddingTable.Metric.COSINE, ofContents),
                EmbeddingTable.of(EmbeddingTable.Metric.COSINE, ofUsers));
    }

    private void addBehaviour(Behaviour behaviour) {
        for (int user = 0; user < users; user++) {
            Set<Integer> engaged = new HashSet<>();
            for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
                if (behaviour.action(event).positive() && engaged.add(behaviour.target(event))) {
                    pairs.add(List.of(contents + user, behaviour.target(event)));
                }
            }
        }
    }

    private void addDescriptions(CsrTable table, int first) {
        for (int content = 0; content < table.rows(); content++) {
            for (int entry = table.start(content); entry < table.end(content); entry++) {
                pairs.add(List.of(content, first + table.column(entry)));
            }
        }
    }

    private void run(CypherStatement statement, Map<String, ?> parameters) {
        client.stream(statement, parameters, row -> {
        });
    }
}
