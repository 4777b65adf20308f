package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.evaluation.description.DataDescription;
import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.Interval;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.spaces.CrossModal;
import io.graphrecall.evaluation.spaces.SpaceAgreement;
import io.graphrecall.evaluation.tuning.BlendTuning;
import io.graphrecall.evaluation.tuning.LearnedBlending;
import io.graphrecall.evaluation.variants.VariantScores;
import io.graphrecall.offline.TrainingOptions;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * The figures of an evaluation, as they stand in {@code report.json}. Maps by channel begin with {@link #MERGED}.
 *
 * @param protocol           its wire name
 * @param fit                {@code strict} or {@code refit}
 * @param training           what was learned for it
 * @param users              users in the data set
 * @param usersWithoutTarget those of them who could not be asked for
 * @param targets            contents asked for: one a question under leave-one-out
 * @param contents           contents in the data set
 * @param generation         the id of the generation that answered
 * @param seconds            how long the evaluation took, loading and building included
 * @param data               what the data set is like
 * @param tuning             what blended the channels, and how it was found
 * @param results            by channel
 * @param groups             by group of users and channel; null where the protocol has no groups
 * @param intervals          of the hit rates
 * @param comparisons        by {@link #TUNED_OVER_EQUAL}, {@link #MERGED_OVER_BEST} and, where a learned blend is
 *                           served, {@link #LEARNED_OVER_WEIGHTED}
 * @param splits             by what groups are made of: {@code history}, the events known of the user;
 *                           {@code target_popularity}, the training positives of the first target; and, where times are
 *                           real, {@code target_age}, its days since publication
 * @param ecosystem          by channel
 * @param contribution       by channel, without {@link #MERGED}
 * @param ablation           by channel that answered anything and list size: how much higher the hit rate is than that of
 *                           a blend whose weights were fitted without the channel; null where that was not asked for
 * @param variants           by variant of the deep match model: what it comes to by itself, trained as shortly as the
 *                           others; null where that was not asked for
 * @param baselines          by algorithm and list size: hit rates of embeddings by GDS beside the meta-path GCN; null where
 *                           that was not trained
 * @param spaces             by vector space: whether what lies near shares labels
 * @param crossModal         how often texts find pictures; null where there is no multimodal encoder
 * @param overlap            by list and other list: the share of what the one holds that the other holds too
 */
public record EvaluationReport(
        @JsonProperty("dataset") String dataset,
        @JsonProperty("protocol") String protocol,
        @JsonProperty("fit") String fit,
        @JsonProperty("seed") long seed,
        @JsonProperty("training") Training training,
        @JsonProperty("users") long users,
        @JsonProperty("users_without_target") long usersWithoutTarget,
        @JsonProperty("targets") long targets,
        @JsonProperty("contents") long contents,
        @JsonProperty("generation") String generation,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("data") DataDescription data,
        @JsonProperty("tuning") Tuning tuning,
        @JsonProperty("results") Map<String, Result> results,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("groups") @Nullable Map<String, Map<String, Result>> groups,
        @JsonProperty("intervals") Intervals intervals,
        @JsonProperty("comparisons") Map<String, Comparison> comparisons,
        @JsonProperty("splits") Map<String, List<Group>> splits,
        @JsonProperty("ecosystem") Map<String, EcosystemMetrics> ecosystem,
        @JsonProperty("contribution") Map<String, Contribution> contribution,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("ablation") @Nullable Map<String, SortedMap<Integer, Interval>> ablation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("variants") @Nullable Map<String, VariantScores> variants,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("baselines") @Nullable Map<String, SortedMap<Integer, Double>> baselines,
        @JsonProperty("spaces") Map<String, SpaceAgreement> spaces,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("cross_modal") @Nullable CrossModal crossModal,
        @JsonProperty("overlap") Map<String, Map<String, Double>> overlap) {

    /** The name under which the blended lists are reported. */
    public static final String MERGED = "merged";
    /** The name of the lists in which all channels weigh the same. */
    public static final String EQUAL_WEIGHTS = "equal_weights";
    /** The name of the lists of the best blend without a learned model, where such a model is served. */
    public static final String WEIGHTED = "weighted";
    /** The learned blend against that, where it is served. */
    public static final String LEARNED_OVER_WEIGHTED = "learned_over_weighted";
    /** What was tuned against what was not. */
    public static final String TUNED_OVER_EQUAL = "tuned_over_equal_weights";
    /** The blended lists against those of the channel with the highest hit rate at the largest size. */
    public static final String MERGED_OVER_BEST = "merged_over_best_channel";

    /** The name of the lists that are blended without a channel. */
    public static String without(String channel) {
        return "without_" + channel;
    }

    /** The name of the lists of a blend that was fitted without a channel. */
    public static String fittedWithout(String channel) {
        return "fitted_without_" + channel;
    }

    /**
     * What a build was told to learn.
     *
     * @param models that were trained where data allowed it
     * @param epochs passes of each training at most; null for as many as suit it
     */
    public record Training(
            @JsonProperty("models") List<String> models,
            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("epochs") @Nullable Integer epochs) {

        /** What options say. */
        public static Training of(TrainingOptions options) {
            return new Training(
                    options.models().stream().sorted().map(model -> model.name().toLowerCase(Locale.ROOT)).toList(),
                    options.epochs());
        }
    }

    /**
     * How sure the hit rates are.
     *
     * @param level     how much an interval covers
     * @param resamples how often users were drawn
     * @param hitRate   by list and list size
     */
    public record Intervals(
            @JsonProperty("level") double level,
            @JsonProperty("resamples") int resamples,
            @JsonProperty("hit_rate") Map<String, SortedMap<Integer, Interval>> hitRate) {}

    /**
     * How much higher the hit rate of one kind of lists is than that of another.
     *
     * @param hitRate the difference by list size
     */
    public record Comparison(
            @JsonProperty("of") String of,
            @JsonProperty("over") String over,
            @JsonProperty("hit_rate") SortedMap<Integer, Interval> hitRate) {}

    /**
     * Questions that have something in common.
     *
     * @param hitRate by list and list size
     */
    public record Group(
            @JsonProperty("group") String group,
            @JsonProperty("questions") long questions,
            @JsonProperty("hit_rate") Map<String, SortedMap<Integer, Interval>> hitRate) {}

    /**
     * What a channel brings that the others do not.
     *
     * @param exclusiveShare share of the blended lists' appearances that this channel alone returned
     * @param exclusiveHits  share of the questions whose first target is in the blended list, and which this channel alone
     *                       returned
     * @param marginalGain   by list size: how much higher the hit rate is than without this channel, other weights as they
     *                       are
     */
    public record Contribution(
            @JsonProperty("exclusive_share") double exclusiveShare,
            @JsonProperty("exclusive_hits") double exclusiveHits,
            @JsonProperty("marginal_gain") SortedMap<Integer, Interval> marginalGain) {}

    /**
     * How the channels were blended.
     *
     * @param blend       the wire name of the blend
     * @param weights     by channel
     * @param quotas      by channel: how many of its candidates take part, at most
     * @param questions   how many validation questions the weights were fitted to
     * @param meanHitRate of those questions, over list sizes
     * @param heldOut     the same of the half of the users that the weights were not fitted to
     * @param tried       everything that could have been chosen, but for what follows
     * @param learned     what learned blends do, cross-fitted; one is served where it is shown to gain
     */
    public record Tuning(
            @JsonProperty("blend") String blend,
            @JsonProperty("weights") Map<String, Double> weights,
            @JsonProperty("quotas") Map<String, Integer> quotas,
            @JsonProperty("questions") long questions,
            @JsonProperty("mean_hit_rate") double meanHitRate,
            @JsonProperty("held_out_mean_hit_rate") double heldOut,
            @JsonProperty("tried") List<BlendTuning.Tried> tried,
            @JsonProperty("learned") List<LearnedBlending.Learned> learned) {}

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
