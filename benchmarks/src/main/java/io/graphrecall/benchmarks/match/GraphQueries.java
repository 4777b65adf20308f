package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.baselines.RecencyWeightedMean;
import io.graphrecall.evaluation.variants.VectorHitRates;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Asks for users in the two ways in which vectors of a graph can be asked: as they were stored, and as they are now. */
final class GraphQueries {

    private final NodeIndex contents;
    private final RecencyWeightedMean users;

    GraphQueries(NodeIndex contents, DataSet.Timestamps timestamps) {
        this.contents = contents;
        users = new RecencyWeightedMean(contents, timestamps);
    }

    /**
     * Hit rates by cut of users as the mean of their contents' vectors, weighed by action and recency.
     *
     * @param triggers vectors of contents as something that was engaged with
     * @param targets  as something to be found
     */
    Map<Integer, Double> recent(
            Collection<LastEngagements.Question> questions, IntFunction<float @Nullable []> triggers,
            EmbeddingTable targets) {
        VectorHitRates ranks = new VectorHitRates(contents, targets);
        questions.forEach(question -> ranks.add(
                users.of(question.logged(), question.at().toEpochMilli(), triggers), question.asked()));
        return ranks.hitRates();
    }

    /** Hit rates by cut of users as they were stored. */
    Map<Integer, Double> stored(
            Map<String, LastEngagements.Question> questions, Function<String, float @Nullable []> users,
            EmbeddingTable targets) {
        VectorHitRates ranks = new VectorHitRates(contents, targets);
        questions.forEach((user, question) -> ranks.add(users.apply(user), question.asked()));
        return ranks.hitRates();
    }
}
