package io.graphrecall.evaluation.baselines;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.evaluation.variants.ModelRequest;
import io.graphrecall.evaluation.variants.VectorHitRates;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How often embeddings by GDS find the targets of a split, users being the mean of what they engaged with lately, all
 * contents ranked but those that something was done with before.
 */
public final class EmbeddingBaselines {

    private final GraphClient client;
    private final long seed;
    private final NodeIndex contents;
    private final RecencyWeightedMean users;

    /**
     * Baselines on a graph as it is now.
     *
     * @param client   to a Neo4j with GDS
     * @param contents that may be found
     * @param seed     of what is random in the embeddings
     */
    public EmbeddingBaselines(GraphClient client, NodeIndex contents, DataSet.Timestamps timestamps, long seed) {
        this.client = client;
        this.seed = seed;
        this.contents = contents;
        users = new RecencyWeightedMean(contents, timestamps);
    }

    /** Returns true if a generation has the space of the meta-path GCN, which these embeddings are the baselines of. */
    public static boolean suits(GenerationManifest built) {
        return VectorSpace.isIn(built, Gcn.SPACE);
    }

    /** Hit rates on the test questions, by algorithm and list size. */
    public Map<String, SortedMap<Integer, Double>> hitRates(EventLog log, Split split, Progress progress) {
        Map<String, SortedMap<Integer, Double>> hitRates = new LinkedHashMap<>();
        progress.begin("embeddings by GDS", GdsEmbeddings.Algorithm.values().length);
        try (GdsEmbeddings embeddings = new GdsEmbeddings(client, contents, seed)) {
            for (GdsEmbeddings.Algorithm algorithm : GdsEmbeddings.Algorithm.values()) {
                hitRates.put(algorithm.wireName(), hitRates(embeddings.of(algorithm), log, split));
                progress.advance(1);
            }
        }
        progress.end("%,d questions each".formatted(split.test().size()));
        return hitRates;
    }

    private SortedMap<Integer, Double> hitRates(EmbeddingTable vectors, EventLog log, Split split) {
        VectorHitRates ranks = new VectorHitRates(contents, vectors);
        for (EvaluationRequest question : split.test()) {
            List<LoggedEvent> before = log.events(question.userId(), split.testLines());
            ranks.add(users.of(before, question.at(), vectors::vectorOf), ModelRequest.of(question, before));
        }
        return ranks.hitRates();
    }
}
