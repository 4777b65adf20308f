package io.graphrecall.evaluation.baselines;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.gcn.GcnParameters;

import java.util.HashMap;
import java.util.Map;

/**
 * Embeddings of contents by GDS, computed on engagements, tags, attributes and categories with their ancestors. They have
 * the dimension of the meta-path GCN and are compared by cosine. One thread makes them reproducible by seed. The graph is
 * projected at construction and dropped by {@link #close}.
 */
final class GdsEmbeddings implements AutoCloseable {

    /** Embedding algorithms with their parameters. */
    enum Algorithm {
        /** FastRP (Chen et al. 2019): random vectors, propagated four times. Best of eighteen settings on Amazon Beauty. */
        FAST_RP("fast_rp", "gds/fast-rp", Map.of("weights", new double[] {0, 0, 0, 0, 1}, "degrees", 0.0));

        private final String wireName;
        private final CypherStatement statement;
        private final Map<String, Object> parameters;

        Algorithm(String wireName, String statement, Map<String, Object> parameters) {
            this.wireName = wireName;
            this.statement = CypherStatement.of(statement);
            this.parameters = parameters;
        }

        /** Returns the name in reports. */
        String wireName() {
            return wireName;
        }
    }

    private static final String PROJECTION = "graph-recall-baselines";
    private static final CypherStatement PROJECT = CypherStatement.of("gds/project-graph");
    private static final CypherStatement DROP = CypherStatement.of("gds/drop");

    private final GraphClient client;
    private final NodeIndex contents;
    private final long seed;

    GdsEmbeddings(GraphClient client, NodeIndex contents, long seed) {
        this.client = client;
        this.contents = contents;
        this.seed = seed;
        run(DROP);
        run(PROJECT);
    }

    /** Returns the vectors of contents by ordinal; an empty table if the graph has no relationships. */
    EmbeddingTable of(Algorithm algorithm) {
        float[][] vectors = new float[contents.size()][];
        Map<String, Object> parameters = new HashMap<>(algorithm.parameters);
        parameters.putAll(Map.of(
                "graph", PROJECTION, "width", GcnParameters.DEFAULT.width(), "seed", seed, "threads", 1));
        client.stream(algorithm.statement, parameters, row -> {
            int content = contents.ordinal(row.string("content"));
            if (content >= 0) {
                vectors[content] = row.floats("vector");
            }
        });
        return EmbeddingTable.ofNonZero(EmbeddingTable.Metric.COSINE, vectors);
    }

    @Override
    public void close() {
        run(DROP);
    }

    private void run(CypherStatement statement) {
        client.stream(statement, Map.of("graph", PROJECTION), row -> {
        });
    }
}
