package io.graphrecall.evaluation.baselines;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;

import java.util.Map;
import java.util.SortedMap;

/**
 * Baselines of the meta-path GCN: hit rates of graph embeddings by GDS, with a user as the recency-weighted mean of
 * engaged contents. They rank the same contents as the served lists do.
 */
public final class EmbeddingBaselines {

    private EmbeddingBaselines() {}

    /** Returns true if a generation has the space of the meta-path GCN, which these embeddings are the baselines of. */
    public static boolean suits(GenerationManifest built) {
        return VectorSpace.isIn(built, Gcn.SPACE);
    }

    /**
     * Returns the hit rates on the test requests, by algorithm and list size, on a graph as it is now.
     *
     * @param client a Neo4j with GDS
     * @param tables tables of the contents to rank
     * @param seed   seed of the embeddings
     */
    public static Map<String, SortedMap<Integer, Double>> hitRates(
            GraphClient client, GraphTables tables, DataSet.Timestamps timestamps, EventLog log, Split split, long seed,
            Progress progress) {
        Map<String, Exclusions.Preferences> preferences = Exclusions.Preferences.read(client, log.userIds());
        progress.begin("Computing embeddings by GDS", 1);
        EmbeddingTable vectors = FastRp.embeddings(client, tables.contents(), seed);
        RecencyWeightedMean users = new RecencyWeightedMean(tables.contents(), timestamps);
        VectorHitRates hitRates = new VectorHitRates(tables, vectors);
        ModelRequest.of(log, split.test(), split.testLines(), preferences).forEach(request -> hitRates.add(
                users.of(request.history(), request.at(), vectors::vectorOf, search -> null), request));
        progress.end(Counts.of(split.test().size(), "request"));
        return Map.of("fast_rp", hitRates.hitRates());
    }
}
