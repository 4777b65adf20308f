package io.graphrecall.evaluation.baselines;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.gcn.GcnParameters;

import java.util.Map;

/**
 * Embeddings of contents by FastRP of GDS (Chen et al. 2019: random vectors, propagated four times), computed on
 * engagements, tags, attributes and categories with their ancestors. They have the dimension of the meta-path GCN and are
 * compared by cosine. One thread makes them reproducible by seed.
 */
final class FastRp {

    private static final String PROJECTION = "graph-recall-baselines";
    private static final CypherStatement PROJECT = CypherStatement.of("gds/project-graph");
    private static final CypherStatement EMBED = CypherStatement.of("gds/fast-rp");
    private static final CypherStatement DROP = CypherStatement.of("gds/drop");
    /** Weights of the propagation steps: the best of eighteen settings on Amazon Beauty. */
    private static final double[] STEPS = {0, 0, 0, 0, 1};

    private FastRp() {}

    /** Returns the vectors of contents by ordinal; an empty table if the graph has no relationships. */
    static EmbeddingTable embeddings(GraphClient client, NodeIndex contents, long seed) {
        float[][] vectors = new float[contents.size()][];
        run(client, DROP);
        run(client, PROJECT);
        try {
            client.stream(EMBED, Map.of(
                    "graph", PROJECTION, "width", GcnParameters.DEFAULT.width(), "seed", seed,
                    "threads", 1, "weights", STEPS, "degrees", 0.0), row -> {
                        int content = contents.ordinal(row.string("content"));
                        if (content >= 0) {
                            vectors[content] = row.floats("vector");
                        }
                    });
        } finally {
            run(client, DROP);
        }
        return EmbeddingTable.ofNonZero(EmbeddingTable.Metric.COSINE, vectors);
    }

    private static void run(GraphClient client, CypherStatement statement) {
        client.stream(statement, Map.of("graph", PROJECTION), row -> {
        });
    }
}
