package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.blend.fit.BlendTuning;
import io.graphrecall.blend.fit.Interval;
import io.graphrecall.blend.fit.LearnedBlendSelection;
import io.graphrecall.evaluation.description.DataDescription;
import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.protocol.Strata;
import io.graphrecall.evaluation.spaces.CrossModalScores;
import io.graphrecall.evaluation.spaces.SpaceAgreement;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.gnn.training.TrainingStep;
import io.graphrecall.offline.TrainingOptions;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Figures of an evaluation, in the structure of {@code report.json}. Maps by list start with {@link #MERGED}, followed by
 * one list per channel.
 *
 * @param protocol           wire name of the protocol
 * @param fit                {@code strict} or {@code refit}
 * @param seeds              number of seeds, from {@code seed} on, of which the figures are means; null for one seed
 * @param deviation          standard deviations over the seeds; null for one seed
 * @param training           training settings
 * @param users              users in the data set
 * @param usersWithoutTarget users without a test request
 * @param targets            target contents of all test requests; one per request under leave-one-out
 * @param excludedTargets    targets that their request cannot recall, by reason; null if there is none
 * @param contents           contents in the data set
 * @param generation         id of the generation that served the requests
 * @param seconds            duration of the evaluation, including load and build
 * @param data               description of the data set
 * @param tuning             blend and its fitting
 * @param results            ranking metrics by list; {@link #LINEAR_RANKER} for a simulated world with a deep match model
 * @param groups             ranking metrics by user group and list; null if the protocol has no groups
 * @param intervals          confidence intervals of the hit rates
 * @param comparisons        {@link #TUNED_OVER_EQUAL}, {@link #MERGED_OVER_BEST} and, for a learned blend,
 *                           {@link #LEARNED_OVER_WEIGHTED}
 * @param splits             groups of test requests by {@code history} (known events of the user),
 *                           {@code target_popularity} (training positives of the first target) and, for real timestamps,
 *                           {@code target_age} (days since its publication)
 * @param ecosystem          ecosystem metrics by list
 * @param contribution       contribution by channel
 * @param ablation           hit rate gain over the same kind of blend refitted without the channel, by channel that
 *                           returned contents and by list size; null without {@code --ablation}
 * @param baselines          hit rates of GDS embeddings by algorithm and list size, to compare with the meta-path GCN; null
 *                           if the GCN was not trained
 * @param spaces             label agreement by embedding space
 * @param crossModal         cross-modal retrieval scores; null without a multimodal encoder
 * @param undescribed        contents that only events mention; null if there is none, the catalogue describes no content or
 *                           the settings recall them
 * @param searches           hit rates of scene {@code search} by list, for the targets that users found by a search; null
 *                           without such targets
 * @param examples           lists of ten test users with titles and reasons
 * @param overlap            share of the contents of a list that are also in another list, by list and other list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationReport(
        String dataset,
        String protocol,
        String fit,
        long seed,
        @Nullable Integer seeds,
        @Nullable Deviation deviation,
        Training training,
        long users,
        long usersWithoutTarget,
        long targets,
        @Nullable SortedMap<String, Long> excludedTargets,
        long contents,
        String generation,
        double seconds,
        DataDescription data,
        Tuning tuning,
        Map<String, Result> results,
        @Nullable Map<String, Map<String, Result>> groups,
        Intervals intervals,
        Map<String, Comparison> comparisons,
        Map<String, List<Group>> splits,
        Map<String, EcosystemMetrics> ecosystem,
        Map<String, Contribution> contribution,
        @Nullable Map<String, SortedMap<Integer, Interval>> ablation,
        @Nullable Map<String, SortedMap<Integer, Double>> baselines,
        Map<String, SpaceAgreement> spaces,
        @Nullable CrossModalScores crossModal,
        @Nullable Undescribed undescribed,
        @Nullable Map<String, Stratum> searches,
        List<ExampleUser> examples,
        Map<String, Map<String, Double>> overlap) {

    /** Name of the blended lists. */
    public static final String MERGED = "merged";
    /** Name of the lists with equal channel weights. */
    public static final String EQUAL_WEIGHTS = "equal_weights";
    /** Name of the lists of the best weighted blend, present if a learned blend is served. */
    public static final String WEIGHTED = "weighted";
    /** Name of the comparison of the learned blend with the best weighted blend. */
    public static final String LEARNED_OVER_WEIGHTED = "learned_over_weighted";
    /** Name of the comparison of the tuned blend with equal weights. */
    public static final String TUNED_OVER_EQUAL = "tuned_over_equal_weights";
    /** Name of the comparison with the channel that has the highest hit rate at the largest list size; ties by smaller ones. */
    public static final String MERGED_OVER_BEST = "merged_over_best_channel";

    /** Name of the lists of a linear ranker with hand-made features, the floor of the deep match model. */
    public static final String LINEAR_RANKER = "linear_ranker";

    public EvaluationReport {
        excludedTargets = excludedTargets == null || excludedTargets.isEmpty() ? null : excludedTargets;
    }

    /** Returns the seed, or the range of seeds of a mean, as text. */
    public String seedText() {
        return seedText(seed, seeds);
    }

    static String seedText(long seed, @Nullable Integer seeds) {
        return seeds == null ? "seed " + seed : "mean of seeds " + seed + " to " + (seed + seeds - 1);
    }

    /** Returns the standard deviations of the ranking metrics of a list; null without several seeds or the list in each. */
    public @Nullable Result resultDeviation(String list) {
        return deviation == null ? null : deviation.results().get(list);
    }

    /** Returns a sentence about the targets that cannot be recalled and their reasons; null if there is none. */
    public @Nullable String exclusions() {
        return excludedTargets == null
                ? null
                : String.format(Locale.ROOT, "%,d of %,d targets cannot be recalled: %s",
                        excludedTargets.values().stream().mapToLong(Long::longValue).sum(), targets,
                        excludedTargets.entrySet().stream()
                                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                                .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey().replace('_', ' '),
                                        reason.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    /** Returns the expected hit rate of a random list with the given number of contents, for one target. */
    public double randomHitRate(int size) {
        return Math.min(1, (double) size / contents);
    }

    /** Returns the name of the lists blended without a channel. */
    public static String without(String channel) {
        return "without_" + channel;
    }

    /** Returns the name of the lists of a blend fitted without a channel. */
    public static String fittedWithout(String channel) {
        return "fitted_without_" + channel;
    }

    /**
     * Sample standard deviations over seeds of the figures of lists.
     *
     * @param results   deviation of each ranking metric by list
     * @param ecosystem deviation of each ecosystem metric by list
     */
    public record Deviation(Map<String, Result> results, Map<String, EcosystemMetrics> ecosystem) {}

    /**
     * Contents that only events mention, while the catalogue describes others. They are not recalled.
     *
     * @param contents number of such contents
     * @param targets  number of targets among them, which are misses
     */
    public record Undescribed(long contents, long targets) {}

    /**
     * Training settings of a build, and its trainings.
     *
     * @param models models of the generation; a model without enough data to train is not in it
     * @param epochs maximum epochs per model; null if each model uses its default
     * @param curves course of each training by model; null in a mean over seeds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Training(List<String> models, @Nullable Integer epochs, @Nullable Map<String, TrainingCurve> curves) {

        /** Returns the settings of training options, with the course of the trainings of a generation. */
        public static Training of(TrainingOptions options, GenerationManifest generation) {
            return new Training(
                    options.steps().stream().map(TrainingStep::name).filter(step -> isIn(step, generation)).toList(),
                    options.epochs(), TrainingCurve.ofAll(generation));
        }

        /** Returns true if a training step left settings or metrics in a generation. */
        private static boolean isIn(String step, GenerationManifest generation) {
            return generation.settings().containsKey(step)
                    || generation.metrics().keySet().stream().anyMatch(metric -> metric.startsWith(step + "."));
        }
    }

    /**
     * Confidence intervals of the hit rates.
     *
     * @param level     confidence level
     * @param resamples number of bootstrap resamples
     * @param hitRate   hit rate by list and list size
     */
    public record Intervals(double level, int resamples, Map<String, SortedMap<Integer, Interval>> hitRate) {}

    /**
     * Difference between the hit rates of two kinds of lists.
     *
     * @param of      name of the lists compared
     * @param over    name of the reference lists
     * @param hitRate difference by list size
     */
    public record Comparison(String of, String over, SortedMap<Integer, Interval> hitRate) {}

    /**
     * Group of test requests.
     *
     * @param group     label of the group
     * @param requests  number of test requests
     * @param hitRate   hit rate by list and list size
     */
    public record Group(
            String group,
            @JsonProperty("questions") long requests,
            Map<String, SortedMap<Integer, Interval>> hitRate) {}

    /**
     * Contribution of one channel to the blended lists.
     *
     * @param exclusiveShare share of the entries of the blended lists that only this channel returned
     * @param exclusiveHits  share of the hits of the blended lists whose target only this channel returned
     * @param marginalGain   hit rate minus the hit rate without this channel, all other weights unchanged, by list size
     */
    public record Contribution(
            double exclusiveShare, double exclusiveHits, SortedMap<Integer, Interval> marginalGain) {}

    /**
     * Blend of the channels and its fitting.
     *
     * @param blend       wire name of the blend
     * @param weights     weight by channel
     * @param quotas      maximum number of candidates by channel
     * @param requests    number of validation requests that the weights were fitted to
     * @param meanHitRate mean hit rate of these requests over list sizes
     * @param heldOut     cross-fitted mean hit rate of these requests over list sizes
     * @param tried       candidates without a learned model
     * @param learned     cross-fitted scores of learned blends
     */
    public record Tuning(
            String blend,
            Map<String, Double> weights,
            Map<String, Integer> quotas,
            @JsonProperty("questions") long requests,
            double meanHitRate,
            @JsonProperty("held_out_mean_hit_rate") double heldOut,
            List<BlendTuning.Tried> tried,
            List<LearnedBlendSelection.Learned> learned) {}

    /**
     * Ranking metrics of one list, by list size.
     *
     * @param mrr    mean reciprocal rank of the first target
     * @param recall null if every request has one target, where recall equals the hit rate
     * @param strata hit rates by overlapping group of requests, see {@link Strata}; null if there are no groups
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            SortedMap<Integer, Double> hitRate,
            SortedMap<Integer, Double> ndcg,
            double mrr,
            @Nullable SortedMap<Integer, Double> recall,
            @Nullable Map<String, Stratum> strata) {

        static Result of(RankingMetrics metrics, boolean severalTargets, @Nullable Map<String, Stratum> strata) {
            return new Result(
                    metrics.hitRate(), metrics.ndcg(), metrics.mrr(), severalTargets ? metrics.recall() : null, strata);
        }
    }

    /**
     * Hit rates of one list in a group of requests.
     *
     * @param requests number of requests in the group
     * @param hitRate  hit rate by list size
     */
    public record Stratum(@JsonProperty("questions") long requests, SortedMap<Integer, Double> hitRate) {}
}
