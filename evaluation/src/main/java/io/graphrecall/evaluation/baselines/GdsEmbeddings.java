package io.graphrecall.evaluation.baselines;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.gcn.GcnParameters;

import java.util.HashMap;
import java.util.Map;

/**
 * Embeddings of contents by GDS, on who engaged with what and how contents are described: tags, attributes and categories
 * with the wider ones. As wide as those of the meta-path GCN, compared by their cosine, on one thread, so that a seed
 * tells them. The graph is projected once, as it is when this is made, and given up by {@link #close}.
 */
final class GdsEmbeddings implements AutoCloseable {

    /** How the graph is made vectors of. */
    enum Algorithm {
        /** Chen et al. 2019: random vectors, passed on four times; of eighteen settings the one that found most on Beauty. */
        FAST_RP("fast_rp", "gds/fast-rp", Map.of("weights", new double[] {0, 0, 0, 0, 1}, "degrees", 0.0)),
        /** Tan et al. 2020: hashes of random features, passed on twice. */
        HASH_GNN("hash_gnn", "gds/hash-gnn", Map.of(
                "iterations", 2, "density", 32, "features", 256, "each", 4, "influence", 1.0));

        private final String wireName;
        private final CypherStatement statement;
        private final Map<String, Object> parameters;

        Algorithm(String wireName, String statement, Map<String, Object> parameters) {
            this.wireName = wireName;
            this.statement = CypherStatement.of(statement);
            this.parameters = parameters;
        }

        /** The name in reports. */
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

    /** Vectors of contents by ordinal; without any where nothing in the graph is joined. */
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
