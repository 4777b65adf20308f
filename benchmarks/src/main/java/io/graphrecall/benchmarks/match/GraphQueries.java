package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.variants.TargetRanks;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.profile.EngagementParameters;
import io.graphrecall.metapath.profile.EngagementWeights;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Asks for users in the two ways in which vectors of a graph can be asked: as they were stored, and as they are now. */
final class GraphQueries {

    /** As many as recall takes. */
    private static final int TRIGGERS = 20;

    private final NodeIndex contents;
    private final DataSet.Timestamps timestamps;

    GraphQueries(NodeIndex contents, DataSet.Timestamps timestamps) {
        this.contents = contents;
        this.timestamps = timestamps;
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
        EngagementWeights weights = new EngagementWeights(EngagementParameters.DEFAULT, timestamps);
        TargetRanks ranks = new TargetRanks(contents, targets);
        questions.forEach(question -> ranks.add(mean(question, weights, triggers), question.asked()));
        return ranks.hitRates();
    }

    /** Hit rates by cut of users as they were stored. */
    Map<Integer, Double> stored(
            Map<String, LastEngagements.Question> questions, Function<String, float @Nullable []> users,
            EmbeddingTable targets) {
        TargetRanks ranks = new TargetRanks(contents, targets);
        questions.forEach((user, question) -> ranks.add(users.apply(user), question.asked()));
        return ranks.hitRates();
    }

    private float @Nullable [] mean(
            LastEngagements.Question question, EngagementWeights weights, IntFunction<float @Nullable []> triggers) {
        float[] sum = null;
        Set<String> taken = new HashSet<>();
        for (BehaviourEvent event : question.before().reversed()) {
            if (!event.action().positive() || taken.size() == TRIGGERS || !taken.add(event.target().key())) {
                continue;
            }
            int content = contents.ordinal(event.target().key());
            float[] vector = content < 0 ? null : triggers.apply(content);
            long dwell = event.dwellMs() == null ? -1 : event.dwellMs();
            float weight = (float) weights.weight(
                    event.action(), dwell,
                    question.at().toEpochMilli() - event.at().toEpochMilli(), taken.size() - 1);
            if (vector != null) {
                sum = sum == null ? new float[vector.length] : sum;
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += weight * vector[d];
                }
            }
        }
        return sum;
    }
}
