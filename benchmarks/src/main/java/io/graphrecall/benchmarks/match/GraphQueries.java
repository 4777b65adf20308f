package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.baselines.RecencyWeightedMean;
import io.graphrecall.evaluation.variants.VectorHitRates;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Evaluation of graph embeddings by user vectors that are means of recent contents. */
final class GraphQueries {

    private final GraphTables tables;
    private final RecencyWeightedMean users;

    GraphQueries(GraphTables tables, DataSet.Timestamps timestamps) {
        this.tables = tables;
        users = new RecencyWeightedMean(tables.contents(), timestamps);
    }

    /**
     * Returns the hit rates by K of user vectors that are means of content and query vectors, weighted by action and
     * recency.
     *
     * @param triggers content vectors for the user's history
     * @param searches query vectors for the user's history, by text
     * @param targets  content vectors for the candidates
     */
    Map<Integer, Double> recent(
            Collection<LastEngagements.Query> queries, IntFunction<float @Nullable []> triggers,
            Function<String, float @Nullable []> searches, EmbeddingTable targets) {
        VectorHitRates ranks = new VectorHitRates(tables, targets);
        queries.forEach(query -> ranks.add(
                users.of(query.logged(), query.at().toEpochMilli(), triggers, searches), query.asked()));
        return ranks.hitRates();
    }
}
