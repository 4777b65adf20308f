package io.graphrecall.blend.fit;

import io.graphrecall.blend.BlendModel;
import io.graphrecall.schema.Progress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Selects and judges a learned blend by cross-fitting: requests are scored by a model that was fitted to other users.
 * Thread-safe.
 */
public final class LearnedBlendSelection {

    /** Minimum number of targets in the lists: with fewer, the weighted blend is better. */
    static final int MIN_TARGETS = 300;

    /** Minimum number of targets in the lists for a network: it has more than a thousand weights. */
    static final int MIN_FOR_NETWORK = 600;

    private static final int LIST_SIZE = CandidateScores.SIZES.getLast();

    private final List<String> channels;
    private final double[] given;
    private final ValidationCandidates validation;
    private final LongTail tail;
    private final long seed;

    /**
     * Creates a selection.
     *
     * @param channels channels in the order of the candidates' features
     * @param given    weights of the channels from before tuning
     */
    LearnedBlendSelection(
            List<String> channels, double[] given, ValidationCandidates validation, LongTail tail, long seed) {
        this.channels = channels;
        this.given = given;
        this.validation = validation;
        this.tail = tail;
        this.seed = seed;
    }

    /**
     * Cross-fitted results of the selected shape.
     *
     * @param popularity   true if popularity is a feature
     * @param hiddenUnits  hidden units of the network; 0 is a linear model
     * @param meanHitRate  averaged over list sizes
     * @param overWeighted gain in mean hit rate over the best weighted blend
     * @param served       true if the gain is above 0; for a network, above its standard error
     * @param tailShare    share of long-tail contents in the first 100 of the requests that fitted the served model, a
     *                     request once for each of its targets
     * @param shapes       shapes that were compared
     */
    public record Learned(
            boolean popularity,
            int hiddenUnits,
            double meanHitRate,
            Interval overWeighted,
            boolean served,
            double tailShare,
            List<Shape> shapes) {}

    /**
     * A shape that was compared.
     *
     * @param hiddenUnits hidden units of the network; 0 is a linear model
     * @param popularity  true if popularity is a feature
     * @param meanHitRate cross-fitted, averaged over list sizes
     */
    public record Shape(int hiddenUnits, boolean popularity, double meanHitRate) {}

    /**
     * The selected learned blend.
     *
     * @param model fitted to all requests
     */
    record Selection(BlendModel model, BlendShape shape, Learned judged) {}

    /**
     * Selects a shape and compares it with the best weighted blend. A network replaces the linear model if there are enough
     * targets and the linear model is more than one standard error behind. Popularity becomes a feature by the same rule,
     * because it makes lists more popular.
     *
     * @param weightedHits cross-fitted hit rate of each request under the best weighted blend
     * @param progress     advances by one with each fit
     */
    Selection select(double[] weightedHits, Progress progress) {
        CrossFit selected = crossFit(BlendShape.LINEAR, progress);
        List<CrossFit> compared = new ArrayList<>(List.of(selected));
        if (labelled().size() >= MIN_FOR_NETWORK) {
            compared.add(crossFit(BlendShape.NETWORK, progress));
            selected = better(selected, compared.getLast());
        }
        compared.add(crossFit(selected.shape.withPopularity(), progress));
        selected = better(selected, compared.getLast());
        Interval gain = Interval.ofMean(PairedHits.differences(selected.hits, weightedHits), seed);
        BlendShape shape = selected.shape;
        BlendModel model = fit(shape, labelled(), progress);
        return new Selection(model, shape, new Learned(
                shape.popularity(), shape.hiddenUnits(), selected.meanHitRate(), gain,
                shape.hiddenUnits() == 0
                        ? gain.value() > 0
                        : !PairedHits.withinStandardError(weightedHits, selected.hits),
                tailShare(model),
                compared.stream().map(fit -> new Shape(
                        fit.shape.hiddenUnits(), fit.shape.popularity(), fit.meanHitRate())).toList()));
    }

    private static CrossFit better(CrossFit simpler, CrossFit other) {
        return PairedHits.withinStandardError(simpler.hits, other.hits) ? simpler : other;
    }

    private List<LabelledCandidates> labelled() {
        return validation.training(ValidationCandidates.OfRequest::labelled);
    }

    /** Returns the number of fits of a selection from a number of targets. */
    static int fits(int targets) {
        return (targets < MIN_FOR_NETWORK ? 2 : 3) * ValidationCandidates.FOLDS + 1;
    }

    private BlendModel fit(BlendShape shape, List<LabelledCandidates> requests, Progress progress) {
        BlendModel model = new BlendLearner(channels, given, shape).fit(requests, seed);
        synchronized (this) {
            progress.advance(1);
        }
        return model;
    }

    /**
     * Returns the blend of a shape, fitted to all requests without one channel. Candidates that only this channel
     * returned are removed.
     *
     * @param channel position of the channel
     */
    BlendModel fitWithout(BlendShape shape, int channel) {
        int[] others = IntStream.range(0, channels.size()).filter(other -> other != channel).toArray();
        List<LabelledCandidates> remaining = labelled().stream()
                .map(candidates -> candidates.without(channel)).filter(Objects::nonNull).toList();
        return new BlendLearner(
                Arrays.stream(others).mapToObj(channels::get).toList(),
                Arrays.stream(others).mapToDouble(other -> given[other]).toArray(), shape).fit(remaining, seed);
    }

    /** A shape with the hit rate of each request. */
    private record CrossFit(BlendShape shape, double[] hits) {

        double meanHitRate() {
            return DoubleStream.of(hits).average().orElse(0);
        }
    }

    private CrossFit crossFit(BlendShape shape, Progress progress) {
        return new CrossFit(shape, validation.crossFittedHits(
                ValidationCandidates.OfRequest::labelled,
                requests -> fit(shape, requests, progress),
                (model, request) -> CandidateScores.expectedHits(
                        model.raw(request.candidates()), request.target())));
    }

    /** Returns the mean share of long-tail contents in the first 100. */
    private double tailShare(BlendModel model) {
        return labelled().parallelStream().mapToDouble(request -> {
            float[] scores = model.raw(request.candidates());
            return IntStream.range(0, scores.length).boxed()
                    .sorted((a, b) -> Float.compare(scores[b], scores[a])).limit(LIST_SIZE)
                    .mapToDouble(slot -> tail.share(request.candidates().popularity(slot)))
                    .average().orElse(0);
        }).average().orElse(0);
    }
}
