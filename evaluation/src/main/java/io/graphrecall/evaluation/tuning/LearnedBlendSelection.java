package io.graphrecall.evaluation.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.metrics.Interval;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.service.blend.BlendModel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Selects and judges a learned blend on separate users. Half B selects the {@link BlendShape} by its cross-fitted hit
 * rate (each fifth of the requests is scored by a model fitted to the other four) and fits a model of it. Half A compares
 * this model with the best weighted blend, which half B fitted as well. Not thread-safe.
 */
public final class LearnedBlendSelection {

    private static final int FOLDS = 5;

    /** Minimum number of labelled requests of each half: below it, no gain can be told from noise. */
    static final int MIN_REQUESTS = 100;

    /** Minimum number of labelled requests of a half for a network: it has more than a thousand weights. */
    private static final int MIN_FOR_NETWORK = 300;

    private static final int LIST_SIZE = RankingMetrics.SIZES.getLast();

    private final List<String> channels;
    private final Half fitting;
    private final Half judging;
    private final float tailPopularity;
    private final long seed;

    /**
     * Requests of one half of the users.
     *
     * @param labelled  those whose target some channel returned; the others are misses under every blend
     * @param requests  number of all requests
     */
    record Half(List<LabelledCandidates> labelled, int requests) {}

    /**
     * Creates a selection.
     *
     * @param channels       channels in the order of the candidates' features
     * @param fitting        half B
     * @param judging        half A
     * @param tailPopularity relative popularity below which a content is long tail
     */
    LearnedBlendSelection(List<String> channels, Half fitting, Half judging, float tailPopularity, long seed) {
        this.channels = channels;
        this.fitting = fitting;
        this.judging = judging;
        this.tailPopularity = tailPopularity;
        this.seed = seed;
    }

    /**
     * Results of a learned blend that half B fitted.
     *
     * @param popularity   true if popularity is a feature
     * @param hiddenUnits  hidden units of the network; 0 is a linear model
     * @param meanHitRate  on half A, averaged over list sizes
     * @param overWeighted gain in mean hit rate over the best weighted blend, on half A
     * @param served       true if the gain is more than its standard error
     * @param tailShare    share of long-tail contents in the first 100
     * @param shapes       shapes that half B compared
     */
    public record Learned(
            @JsonProperty("popularity") boolean popularity,
            @JsonProperty("hidden_units") int hiddenUnits,
            @JsonProperty("mean_hit_rate") double meanHitRate,
            @JsonProperty("over_weighted") Interval overWeighted,
            @JsonProperty("served") boolean served,
            @JsonProperty("tail_share") double tailShare,
            @JsonProperty("shapes") List<Shape> shapes) {}

    /**
     * A shape that half B compared.
     *
     * @param hiddenUnits hidden units of the network; 0 is a linear model
     * @param popularity  true if popularity is a feature
     * @param meanHitRate cross-fitted on half B, averaged over list sizes
     */
    public record Shape(
            @JsonProperty("hidden_units") int hiddenUnits,
            @JsonProperty("popularity") boolean popularity,
            @JsonProperty("mean_hit_rate") double meanHitRate) {}

    /** A shape with the figures that led to it. */
    record Selection(BlendShape shape, List<Shape> compared) {}

    /**
     * Selects the shape on half B alone. A network replaces the linear model if there are enough requests and the linear
     * one is more than one standard error behind. Popularity becomes a feature if the 95 % interval of its gain is above
     * zero, because it makes lists more popular.
     */
    Selection select() {
        double[] linear = crossFittedHits(BlendShape.LINEAR);
        List<Shape> compared = new ArrayList<>(List.of(compared(BlendShape.LINEAR, linear)));
        double[] network = linear;
        if (fitting.labelled().size() >= MIN_FOR_NETWORK) {
            network = crossFittedHits(BlendShape.NETWORK);
            compared.add(compared(BlendShape.NETWORK, network));
        }
        boolean linearSuffices = PairedHits.withinStandardError(linear, network);
        BlendShape shape = linearSuffices ? BlendShape.LINEAR : BlendShape.NETWORK;
        double[] without = linearSuffices ? linear : network;
        double[] with = crossFittedHits(shape.withPopularity());
        boolean popularityGains = gain(with, without, fitting).low() > 0;
        compared.add(compared(shape.withPopularity(), with));
        return new Selection(popularityGains ? shape.withPopularity() : shape, List.copyOf(compared));
    }

    private Shape compared(BlendShape shape, double[] hits) {
        return new Shape(shape.hiddenUnits(), shape.popularity(), mean(hits, fitting));
    }

    /**
     * Judges the selected shape on half A.
     *
     * @param weightedHits hit rate of each request of half A under the best weighted blend; may be longer than its
     *                     labelled requests by zeros
     */
    Learned judge(Selection selection, double[] weightedHits) {
        BlendShape shape = selection.shape();
        BlendModel model = new BlendLearner(channels, shape).fit(fitting.labelled(), seed);
        Scores scores = Scores.of(judging.labelled(), request -> model);
        double[] hits = Arrays.copyOf(scores.hits, weightedHits.length);
        return new Learned(
                shape.popularity(), shape.hiddenUnits(), mean(hits, judging), gain(hits, weightedHits, judging),
                !PairedHits.withinStandardError(weightedHits, hits), scores.tailShare(tailPopularity),
                selection.compared());
    }

    /** Returns the blend of a shape, fitted to both halves. */
    BlendModel fit(BlendShape shape) {
        return new BlendLearner(channels, shape).fit(both(), seed);
    }

    private List<LabelledCandidates> both() {
        return Stream.of(fitting, judging).flatMap(half -> half.labelled().stream()).toList();
    }

    /**
     * Returns the blend of a shape, fitted to both halves without one channel. Candidates that only this channel
     * returned are removed.
     *
     * @param channel position of the channel
     */
    BlendModel fitWithout(BlendShape shape, int channel) {
        List<String> others = IntStream.range(0, channels.size()).filter(other -> other != channel)
                .mapToObj(channels::get).toList();
        List<LabelledCandidates> remaining = both().stream()
                .map(candidates -> candidates.without(channel)).filter(Objects::nonNull).toList();
        return new BlendLearner(others, shape).fit(remaining, seed);
    }

    private Interval gain(double[] hits, double[] baseline, Half half) {
        return Bootstrap.mean(PairedHits.differences(hits, baseline, half.requests()), seed);
    }

    private static double mean(double[] hits, Half half) {
        return Arrays.stream(hits).sum() / half.requests();
    }

    private double[] crossFittedHits(BlendShape shape) {
        List<LabelledCandidates> requests = fitting.labelled();
        BlendModel[] models = IntStream.range(0, FOLDS).parallel()
                .mapToObj(fold -> new BlendLearner(channels, shape).fit(withoutFold(requests, fold), seed + fold))
                .toArray(BlendModel[]::new);
        return Scores.of(requests, request -> models[request % FOLDS]).hits;
    }

    private static List<LabelledCandidates> withoutFold(List<LabelledCandidates> requests, int fold) {
        return IntStream.range(0, requests.size()).filter(i -> i % FOLDS != fold).mapToObj(requests::get).toList();
    }

    /** Scores of requests by models that were not fitted to them. */
    private record Scores(List<LabelledCandidates> requests, float[][] scores, double[] hits) {

        /** @param model returns the model of a request, by its number */
        static Scores of(List<LabelledCandidates> requests, IntFunction<BlendModel> model) {
            float[][] scores = new float[requests.size()][];
            double[] hits = new double[scores.length];
            IntStream.range(0, hits.length).parallel().forEach(i -> {
                scores[i] = model.apply(i).raw(requests.get(i).candidates());
                hits[i] = CandidateScores.expectedHits(scores[i], requests.get(i).target(), RankingMetrics.SIZES);
            });
            return new Scores(requests, scores, hits);
        }

        /** Returns the mean share of contents below a popularity in the first {@value #LIST_SIZE}. */
        double tailShare(float tailPopularity) {
            return IntStream.range(0, scores.length).parallel().mapToDouble(i -> IntStream.range(0, scores[i].length)
                    .boxed().sorted((a, b) -> Float.compare(scores[i][b], scores[i][a])).limit(LIST_SIZE)
                    .mapToInt(slot -> requests.get(i).candidates().popularity(slot) < tailPopularity ? 1 : 0)
                    .average().orElse(0)).average().orElse(0);
        }
    }
}
