package io.graphrecall.evaluation.baselines;

import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.gcn.GcnParameters;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
     * Returns the vector of a user; null if no engaged content has a vector.
     *
     * @param history events of the user, oldest first
     * @param at      time of the request, epoch milliseconds
     * @param vectors vectors by content ordinal; null for a content without one
     */
    public float @Nullable [] of(List<LoggedEvent> history, long at, IntFunction<float @Nullable []> vectors) {
        float[] sum = null;
        Set<String> taken = new HashSet<>();
        for (LoggedEvent event : history.reversed()) {
            if (!event.positive() || taken.size() == GcnParameters.DEFAULT.maxTriggers()
                    || !taken.add(event.target().key())) {
                continue;
            }
            int content = contents.ordinal(event.target().key());
            float[] vector = content < 0 ? null : vectors.apply(content);
            if (vector != null) {
                float weight = (float) weights.weight(event.action(), -1, at - event.at(), taken.size() - 1);
                sum = sum == null ? new float[vector.length] : sum;
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += weight * vector[d];
                }
            }
        }
        return sum;
    }
}
