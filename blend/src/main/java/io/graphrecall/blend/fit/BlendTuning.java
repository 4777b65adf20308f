package io.graphrecall.blend.fit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.blend.Blend;
import io.graphrecall.blend.BlendInput;
import io.graphrecall.blend.ChannelList;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.blend.RankedContents;
import io.graphrecall.blend.TunedBlend;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.parallel.OrderedExecutor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Fits and selects a blend on validation requests. A blend is judged by cross-fitting: a fifth of the users is scored by a
 * blend that was fitted to the others ({@link ValidationCandidates}).
 *
 * <ol>
 * <li>Weights are fitted for each blend that has weights. {@link BlendCandidate} selects between these, the given weights
 * and the best channel alone.
 * <li>{@link LearnedBlendSelection} selects the shape of a learned blend and compares it with the selected weighted blend.
 * <li>All requests fit the selected blend once more.
 * </ol>
 *
 * @param <R> type of the requests
 */
public final class BlendTuning<R> {

    /** Keeps the order of a channel that only helps where no other channel returns anything, such as {@code popular}. */
    private static final double MIN_WEIGHT = 0.001;
    /** New contents have no behaviour to fit to, so the minimums of these channels are settings and are not tuned. */
    private static final Set<String> EXPLORATION = Set.of("fresh", "explore");
    /** Channels without anything of the user. Many engage with what every list shows, so hit rates overstate them. */
    private static final Set<String> IMPERSONAL = Set.of("popular");
    private static final ChannelShare NO_SHARE = new ChannelShare(0, 0, 0);
    private static final int NO_CHANNEL = -1;

    private final Function<R, LabelledLists> recall;
    private final long seed;

    /** @param recall returns lists of at least the largest of {@link CandidateScores#SIZES}; thread-safe */
    public BlendTuning(Function<R, LabelledLists> recall, long seed) {
        this.recall = recall;
        this.seed = seed;
    }

    /**
     * The selected blend.
     *
     * @param requests    requests that fitted the weights
     * @param meanHitRate mean hit rate of the weighted blend on these requests, averaged over list sizes
     * @param heldOut     the same, cross-fitted
     * @param tried       all weighted blends that were compared
     * @param weighted    the best blend without a learned model
     * @param learned     the learned blend that was judged; empty if there are too few targets in the lists
     * @param ablations   by channel that returned anything: the blend refitted without it; empty if not requested
     */
    public record Tuned(
            TunedBlend blend,
            int requests,
            double meanHitRate,
            double heldOut,
            List<Tried> tried,
            TunedBlend weighted,
            List<LearnedBlendSelection.Learned> learned,
            Map<String, TunedBlend> ablations) {}

    /**
     * A weighted blend that was compared.
     *
     * @param blend       wire name of the blend
     * @param fitted      {@code channel}, {@code given} or {@code weights}
     * @param meanHitRate mean hit rate on the requests that fitted it, averaged over list sizes
     * @param heldOut     the same, cross-fitted
     */
    public record Tried(
            String blend, String fitted, double meanHitRate, @JsonProperty("held_out_mean_hit_rate") double heldOut) {

        static Tried of(BlendCandidate candidate) {
            return new Tried(
                    candidate.blend().wireName(),
                    candidate.fitted().name().toLowerCase(Locale.ROOT),
                    candidate.fittedHits(),
                    candidate.meanCrossFitted());
        }
    }

    /**
     * A weighted blend that was selected.
     *
     * @param heldOut  mean hit rate, cross-fitted, averaged over list sizes
     * @param channels the same of each channel alone, by id; without those that returned nothing
     */
    public record Weighted(TunedBlend blend, double heldOut, Map<String, Double> channels) {}

    /**
     * Recalls for requests and selects a blend with weights, as {@link #fit} does without a learned blend. The weight of
     * channel {@code popular}, relative to the others, is not above its given weight. Otherwise each fit would show popular
     * contents more often, which makes them more popular.
     */
    public Weighted fitWeights(List<R> requests, Progress progress) {
        List<ChannelList> lists = recall.apply(requests.getFirst()).lists().channels();
        Channels all = new Channels(lists, recall(requests, progress), IMPERSONAL);
        BlendCandidate selected = BlendCandidate.select(weightedBlends(all, progress));
        Map<String, Double> alone = new LinkedHashMap<>();
        for (int channel = 0; channel < all.lists.size(); channel++) {
            if (all.isActive(channel)) {
                alone.put(all.lists.get(channel).id(),
                        DoubleStream.of(all.hitsAlone(channel)).average().orElse(0));
            }
        }
        return new Weighted(all.tuned(selected, NO_CHANNEL), selected.meanCrossFitted(), alone);
    }

    /**
     * Recalls for validation requests and tunes.
     *
     * @param ablation true to refit the blend without each channel too
     * @throws RecallException with code INVALID if there is no request
     */
    public Tuned fit(List<R> requests, boolean ablation, Progress progress) {
        if (requests.isEmpty()) {
            throw new RecallException(Code.INVALID, "there is no validation target to fit weights to");
        }
        BlendInput example = recall.apply(requests.getFirst()).lists();
        ValidationCandidates validation = recall(requests, progress);
        Channels all = new Channels(example.channels(), validation, Set.of());
        List<BlendCandidate> candidates = weightedBlends(all, progress);
        BlendCandidate selected = BlendCandidate.select(candidates);
        TunedBlend weighted = all.tuned(selected, NO_CHANNEL);
        LearnedBlend learned = learn(all, selected, example.contents(), progress);
        return new Tuned(
                learned == null || !learned.served()
                        ? weighted
                        : new TunedBlend(Blend.LEARNED, learned.selected().model(), weighted.channels()),
                validation.requests(),
                selected.fittedHits(),
                selected.meanCrossFitted(),
                candidates.stream().map(Tried::of).toList(),
                weighted,
                learned == null ? List.of() : List.of(learned.selected().judged()),
                ablation ? ablations(all, selected, weighted, learned, progress) : Map.of());
    }

    private List<BlendCandidate> weightedBlends(Channels channels, Progress progress) {
        progress.begin("Fitting weights", ValidationCandidates.BLENDS.size());
        List<BlendCandidate> candidates = new ArrayList<>();
        boolean[] active = channels.active(NO_CHANNEL);
        for (Blend blend : ValidationCandidates.BLENDS) {
            candidates.add(channels.candidate(BlendCandidate.Fitted.GIVEN, blend, scores -> channels.given()));
            candidates.add(channels.candidate(BlendCandidate.Fitted.WEIGHTS, blend,
                    scores -> WeightFit.fit(scores, channels.given(), active, channels.isCapped())));
            progress.advance(1);
        }
        candidates.add(channels.bestChannel(NO_CHANNEL));
        progress.end("%d blends".formatted(candidates.size()));
        return candidates;
    }

    /** A learned blend that was judged. */
    private record LearnedBlend(LearnedBlendSelection selection, LearnedBlendSelection.Selection selected) {

        boolean served() {
            return selected.judged().served();
        }

        /** Refits without a channel. A learned blend does not read the weights of the shares. */
        TunedBlend without(int channel, String id, Map<String, ChannelShare> shares) {
            Map<String, ChannelShare> others = new LinkedHashMap<>(shares);
            others.put(id, NO_SHARE);
            return new TunedBlend(Blend.LEARNED, selection.fitWithout(selected.shape(), channel), others);
        }
    }

    private @Nullable LearnedBlend learn(
            Channels channels, BlendCandidate weighted, RankedContents contents, Progress progress) {
        int targets = channels.validation.training(ValidationCandidates.OfRequest::labelled).size();
        progress.begin("Fitting a learned blend", LearnedBlendSelection.fits(targets));
        if (targets < LearnedBlendSelection.MIN_TARGETS) {
            progress.end("left out, too few validation targets in the lists: %,d of %,d".formatted(
                    targets, LearnedBlendSelection.MIN_TARGETS));
            return null;
        }
        LearnedBlendSelection selection = new LearnedBlendSelection(
                channels.lists.stream().map(ChannelList::id).toList(), channels.given(), channels.validation,
                LongTail.of(contents), seed);
        LearnedBlendSelection.Selection selected = selection.select(weighted.crossFitted(), progress);
        LearnedBlendSelection.Learned judged = selected.judged();
        progress.end("%d hidden units, %s popularity; gain over the weighted blend %+.4f [%+.4f, %+.4f]%s".formatted(
                judged.hiddenUnits(), judged.popularity() ? "with" : "without", judged.overWeighted().value(),
                judged.overWeighted().low(), judged.overWeighted().high(), judged.served() ? "" : ", not served"));
        return new LearnedBlend(selection, selected);
    }

    /** Refits the blend that is served, learned or weighted, without each channel. */
    private Map<String, TunedBlend> ablations(
            Channels channels, BlendCandidate selected, TunedBlend weighted, @Nullable LearnedBlend learned,
            Progress progress) {
        progress.begin("Refitting the blend without each channel", channels.lists.size());
        Map<String, TunedBlend> ablations = new LinkedHashMap<>();
        for (int channel = 0; channel < channels.lists.size(); channel++) {
            if (channels.isActive(channel)) {
                String id = channels.lists.get(channel).id();
                ablations.put(id, learned == null || !learned.served()
                        ? channels.tuned(selected, channel)
                        : learned.without(channel, id, weighted.channels()));
            }
            progress.advance(1);
        }
        progress.end(Counts.of(ablations.size(), "channel"));
        return ablations;
    }

    private ValidationCandidates recall(List<R> requests, Progress progress) {
        progress.begin("Recalling for validation", requests.size());
        ValidationCandidates candidates = new ValidationCandidates();
        new OrderedExecutor().run(
                requests.iterator(),
                request -> ValidationCandidates.read(recall.apply(request)),
                next -> {
                    candidates.add(next);
                    progress.advance(1);
                });
        progress.end(Counts.of(candidates.requests(), "request"));
        return candidates;
    }

    /**
     * Channels with their candidates.
     *
     * @param lists      one list of each channel, in the order of all scores and features
     * @param validation candidates of the validation requests
     * @param capped     channels whose fitted weight may not exceed the given one
     */
    private record Channels(List<ChannelList> lists, ValidationCandidates validation, Set<String> capped) {

        private List<CandidateScores> scores(Blend blend) {
            return validation.training(request -> request.scores(blend));
        }

        /** Returns true if a channel returned anything. */
        boolean isActive(int channel) {
            return scores(ValidationCandidates.BLENDS.getFirst()).stream()
                    .anyMatch(scores -> scores.channels().get(channel).candidates().length > 0);
        }

        /** @param removed position of a channel that counts as inactive, or {@code NO_CHANNEL} */
        boolean[] active(int removed) {
            boolean[] active = new boolean[lists.size()];
            for (int channel = 0; channel < active.length; channel++) {
                active[channel] = channel != removed && isActive(channel);
            }
            return active;
        }

        boolean[] isCapped() {
            boolean[] isCapped = new boolean[lists.size()];
            for (int channel = 0; channel < isCapped.length; channel++) {
                isCapped[channel] = capped.contains(lists.get(channel).id());
            }
            return isCapped;
        }

        /** Returns the weights from before tuning. */
        double[] given() {
            return lists.stream().mapToDouble(list -> list.share().weight()).toArray();
        }

        /** @param fit returns the weights for scores */
        BlendCandidate candidate(
                BlendCandidate.Fitted fitted, Blend blend, Function<List<CandidateScores>, double[]> fit) {
            double[] weights = fit.apply(scores(blend));
            return new BlendCandidate(
                    fitted, blend, weights,
                    DoubleStream.of(validation.hits(request -> request.scores(blend), weights, Channels::hits))
                            .average().orElse(0),
                    validation.crossFittedHits(request -> request.scores(blend), fit, Channels::hits));
        }

        private static double hits(double[] weights, CandidateScores request) {
            double[] served = DoubleStream.of(weights).map(weight -> Math.max(MIN_WEIGHT, weight)).toArray();
            return CandidateScores.expectedHits(request.sums(served), request.target());
        }

        /**
         * Returns the channel with the largest hit rate alone.
         *
         * @param removed position of a channel that does not take part, or {@code NO_CHANNEL}
         */
        BlendCandidate bestChannel(int removed) {
            double[][] hits = IntStream.range(0, lists.size()).mapToObj(channel -> channel == removed
                    ? DoubleStream.generate(() -> -1).limit(validation.requests()).toArray() // below every hit rate
                    : hitsAlone(channel))
                    .toArray(double[][]::new);
            int best = ValidationCandidates.best(hits, ValidationCandidates.NO_FOLD);
            return new BlendCandidate(
                    BlendCandidate.Fitted.CHANNEL, Blend.WEIGHTED, alone(best),
                    DoubleStream.of(hits[best]).average().orElse(0), ValidationCandidates.crossFittedBest(hits));
        }

        /** Returns the hit rate of each request by one channel alone. */
        double[] hitsAlone(int channel) {
            return validation.hits(request -> request.scores(Blend.WEIGHTED), alone(channel), Channels::hits);
        }

        private double[] alone(int channel) {
            double[] weights = new double[lists.size()];
            weights[channel] = 1;
            return weights;
        }

        /**
         * Returns a blend to serve. A channel that never returned anything keeps its given weight.
         *
         * @param removed position of a channel that gets no share and without which weights are refitted, or
         *                {@code NO_CHANNEL}
         */
        TunedBlend tuned(BlendCandidate selected, int removed) {
            boolean[] active = active(removed);
            double[] fitted = removed == NO_CHANNEL
                    ? selected.weights()
                    : switch (selected.fitted()) {
                        case GIVEN -> selected.weights();
                        case WEIGHTS -> WeightFit.fit(scores(selected.blend()), given(), active, isCapped());
                        case CHANNEL -> bestChannel(removed).weights();
                    };
            Map<String, ChannelShare> channels = new LinkedHashMap<>();
            for (int i = 0; i < lists.size(); i++) {
                ChannelList list = lists.get(i);
                int min = EXPLORATION.contains(list.id()) ? list.share().min() : 0;
                double weight = active[i] ? fitted[i] : list.share().weight();
                channels.put(list.id(), i == removed
                        ? NO_SHARE
                        : new ChannelShare(list.share().quota(), min, Math.max(MIN_WEIGHT, weight)));
            }
            return new TunedBlend(selected.blend(), null, channels);
        }
    }
}
