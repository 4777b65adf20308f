package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.SortedMap;

/**
 * The figures of an evaluation, as they stand in {@code report.json}. Maps by channel begin with {@link #MERGED}.
 *
 * @param protocol           its wire name
 * @param fit                {@code strict} or {@code refit}
 * @param users              users in the data set
 * @param usersWithoutTarget those of them who could not be asked for
 * @param targets            contents asked for: one a question under leave-one-out
 * @param contents           contents in the data set
 * @param generation         the id of the generation that answered
 * @param seconds            how long the evaluation took, loading and building included
 * @param tuning             what blended the channels, and how it was found
 * @param results            by channel
 * @param groups             by group of users and channel; null where the protocol has no groups
 * @param ecosystem          by channel
 */
public record EvaluationReport(
        @JsonProperty("dataset") String dataset,
        @JsonProperty("protocol") String protocol,
        @JsonProperty("fit") String fit,
        @JsonProperty("seed") long seed,
        @JsonProperty("users") long users,
        @JsonProperty("users_without_target") long usersWithoutTarget,
        @JsonProperty("targets") long targets,
        @JsonProperty("contents") long contents,
        @JsonProperty("generation") String generation,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("tuning") Tuning tuning,
        @JsonProperty("results") Map<String, Result> results,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("groups") @Nullable Map<String, Map<String, Result>> groups,
        @JsonProperty("ecosystem") Map<String, EcosystemMetrics> ecosystem) {

    /** The name under which the blended lists are reported. */
    public static final String MERGED = "merged";

    /**
     * How the channels were blended.
     *
     * @param blend       the wire name of the blend
     * @param weights     by channel
     * @param questions   how many validation questions the weights were fitted to
     * @param meanHitRate of those questions, over list sizes
     * @param heldOut     the same of the half of the users that the weights were not fitted to
     */
    public record Tuning(
            @JsonProperty("blend") String blend,
            @JsonProperty("weights") Map<String, Double> weights,
            @JsonProperty("questions") long questions,
            @JsonProperty("mean_hit_rate") double meanHitRate,
            @JsonProperty("held_out_mean_hit_rate") double heldOut) {}

    /**
     * How well one channel's lists hold the targets.
     *
     * @param recall null where every question has one target: it is the hit rate then
     */
    public record Result(
            @JsonProperty("hit_rate") SortedMap<Integer, Double> hitRate,
            @JsonProperty("ndcg") SortedMap<Integer, Double> ndcg,
            @JsonProperty("mrr") double mrr,
            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("recall") @Nullable SortedMap<Integer, Double> recall) {

        static Result of(RankingMetrics metrics, boolean manyTargets) {
            return new Result(
                    metrics.hitRate(), metrics.ndcg(), metrics.mrr(), manyTargets ? metrics.recall() : null);
        }
    }
}
