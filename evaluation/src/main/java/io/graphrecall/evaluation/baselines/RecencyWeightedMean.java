package io.graphrecall.evaluation.baselines;

import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.gcn.GcnParameters;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * User vectors as the mean of the vectors of the latest engaged contents, weighted by action and recency. It takes as
 * many contents as the meta-path GCN, and ignores dwell time. Immutable; thread-safe.
 */
public final class RecencyWeightedMean {

    private final NodeIndex contents;
    private final EngagementWeights weights;

    public RecencyWeightedMean(NodeIndex contents, DataSet.Timestamps timestamps) {
        this.contents = contents;
        weights = new EngagementWeights(EngagementParameters.DEFAULT, timestamps);
    }

    /**
     * Returns the vector of a user from contents and searches; null if none of them has a vector.
     *
     * @param history  events of the user, oldest first
     * @param at       time of the request, epoch milliseconds
     * @param vectors  vectors by content ordinal; null for a content without one
     * @param searches vectors by query text; null for a query without one
     */
    public float @Nullable [] of(
            List<LoggedEvent> history, long at, IntFunction<float @Nullable []> vectors,
            Function<String, float @Nullable []> searches) {
        float[] sum = null;
        Set<String> taken = new HashSet<>();
        Set<String> searched = new HashSet<>();
        for (LoggedEvent event : history.reversed()) {
            boolean search = event.action() == Action.SEARCH;
            Set<String> seen = search ? searched : taken;
            int limit = search ? GcnParameters.DEFAULT.maxSearches() : GcnParameters.DEFAULT.maxTriggers();
            if (!(search || event.positive()) || seen.size() == limit || !seen.add(event.target().key())) {
                continue;
            }
            int content = search ? -1 : contents.ordinal(event.target().key());
            float[] vector = search
                    ? searches.apply(event.target().key())
                    : content < 0 ? null : vectors.apply(content);
            if (vector != null) {
                float weight = (float) weights.weight(event.action(), -1, at - event.at(), seen.size() - 1);
                sum = sum == null ? new float[vector.length] : sum;
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += weight * vector[d];
                }
            }
        }
        return sum;
    }
}
