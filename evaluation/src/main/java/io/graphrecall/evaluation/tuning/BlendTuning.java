package io.graphrecall.evaluation.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.evaluation.lists.ListRecall;
import io.graphrecall.evaluation.lists.OrderedExecutor;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.evaluation.protocol.ValidationHalf;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.TunedBlend;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.BlendModel;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallResult;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Fits and selects a blend on validation requests, with separate halves of the users ({@link ValidationHalf}).
 *
 * <ol>
 * <li>Each half fits weights for each blend that has weights. The other half scores these and the given weights. Both scores
 * together select one of them.
 * <li>Half B selects the shape of a learned blend and fits it. Half A judges it: it is served if it leads by more than a
 * standard error.
 * <li>Both halves together fit the selected blend once more.
 * </ol>
 */
public final class BlendTuning {

    /** Keeps the order of a channel that only helps where no other channel returns anything, such as {@code popular}. */
    private static final double MIN_WEIGHT = 0.001;
    /** New contents have no behaviour to fit to, so the minimum of exploration is a setting and is not tuned. */
    private static final String EXPLORATION = "fresh";
    private static final ChannelShare NO_SHARE = new ChannelShare(0, 0, 0);
    private static final int NO_CHANNEL = -1;

    private final ListRecall recall;
    private final long seed;

    /** @param recall source of the lists; its list size must not be below the largest reported one */
    public BlendTuning(ListRecall recall, long seed) {
        this.recall = recall;
        this.seed = seed;
    }

    /**
     * The selected blend.
     *
     * @param requests    requests of half B, which fitted the weights
     * @param meanHitRate mean hit rate of the weighted blend on half B, averaged over list sizes
     * @param heldOut     the same on half A
     * @param tried       all weighted blends that were compared
     * @param weighted    the best blend without a learned model
     * @param learned     the learned blend that was judged; empty if a half has too few targets in its lists
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
     * @param fitted      {@code given} or {@code weights}
     * @param meanHitRate mean hit rate on half B, averaged over list sizes
     * @param heldOut     the same on half A
     */
    public record Tried(
            @JsonProperty("blend") String blend,
            @JsonProperty("fitted") String fitted,
            @JsonProperty("mean_hit_rate") double meanHitRate,
            @JsonProperty("held_out_mean_hit_rate") double heldOut) {

        static Tried of(BlendCandidate candidate) {
            return new Tried(
                    candidate.blend().wireName(),
                    candidate.fitted().name().toLowerCase(Locale.ROOT),
                    candidate.fittedHits(),
                    candidate.meanHitsA());
        }
    }

    /**
     * Recalls for the validation requests of a split and tunes.
     *
     * @param ablation true to refit the blend without each channel too
     * @throws RecallException with code INVALID if the split has no validation requests
     */
    public Tuned fit(Split split, boolean ablation, Progress progress) {
        if (split.validation().isEmpty()) {
            throw new RecallException(Code.INVALID, "there is no validation target to fit weights to");
        }
        RecallResult example = recall(split.validation().getFirst());
        Halves halves = new Halves(
                example.runs(),
                recall(split.validation(ValidationHalf.A), "A", progress),
                recall(split.validation(ValidationHalf.B), "B", progress));
        List<BlendCandidate> candidates = weightedBlends(halves, progress);
        BlendCandidate selected = BlendCandidate.select(candidates);
        TunedBlend weighted = halves.refitted(selected, NO_CHANNEL);
        LearnedBlend learned = learn(halves, selected, example.blended().snapshot(), progress);
        BlendModel model = learned == null ? null : learned.model();
        return new Tuned(
                model == null
                        ? weighted
                        : new TunedBlend(Blend.LEARNED, model, weighted.channels()),
                halves.b.requests(),
                selected.fittedHits(),
                selected.meanHitsA(),
                candidates.stream().map(Tried::of).toList(),
                weighted,
                learned == null ? List.of() : List.of(learned.judged()),
                ablation ? ablations(halves, selected, weighted, learned, progress) : Map.of());
    }

    private List<BlendCandidate> weightedBlends(Halves halves, Progress progress) {
        progress.begin("Fitting weights", ValidationCandidates.BLENDS.size());
        List<BlendCandidate> candidates = new ArrayList<>();
        double[] given = halves.given();
        boolean[] active = halves.active(NO_CHANNEL);
        for (Blend blend : ValidationCandidates.BLENDS) {
            candidates.add(halves.candidate(BlendCandidate.Fitted.GIVEN, blend, scores -> given));
            candidates.add(halves.candidate(BlendCandidate.Fitted.WEIGHTS, blend,
                    scores -> new WeightFit(scores).fit(given, active)));
            progress.advance(1);
        }
        progress.end("%d blends".formatted(candidates.size()));
        return candidates;
    }

    /**
     * A learned blend.
     *
     * @param judged figures of the selected shape
     * @param model  weights to serve; null if it does not lead by more than a standard error
     */
    private record LearnedBlend(
            LearnedBlendSelection selection, BlendShape shape, LearnedBlendSelection.Learned judged,
            @Nullable BlendModel model) {

        /** Refits without a channel. A learned blend does not read the weights of the shares. */
        TunedBlend without(int channel, String id, Map<String, ChannelShare> shares) {
            Map<String, ChannelShare> others = new LinkedHashMap<>(shares);
            others.put(id, NO_SHARE);
            return new TunedBlend(Blend.LEARNED, selection.fitWithout(shape, channel), others);
        }
    }

    private @Nullable LearnedBlend learn(
            Halves halves, BlendCandidate weighted, ServingSnapshot snapshot, Progress progress) {
        LearnedBlendSelection.Half a = halves.a.labelled();
        LearnedBlendSelection.Half b = halves.b.labelled();
        progress.begin("Fitting a learned blend", -1);
        if (Math.min(a.labelled().size(), b.labelled().size()) < LearnedBlendSelection.MIN_REQUESTS) {
            progress.end("left out, too few validation targets in the lists: %,d and %,d of %,d".formatted(
                    a.labelled().size(), b.labelled().size(), LearnedBlendSelection.MIN_REQUESTS));
            return null;
        }
        int[] byPopularity = snapshot.byPopularity();
        LearnedBlendSelection selection = new LearnedBlendSelection(
                halves.runs.stream().map(ChannelRun::channel).toList(), b, a,
                snapshot.relativePopularity(byPopularity[byPopularity.length / 5]), seed);
        LearnedBlendSelection.Selection selected = selection.select();
        LearnedBlendSelection.Learned judged = selection.judge(selected, weighted.hitsA());
        progress.end("%d hidden units, %s popularity; gain over the weighted blend %+.4f [%+.4f, %+.4f]%s".formatted(
                judged.hiddenUnits(), judged.popularity() ? "with" : "without", judged.overWeighted().value(),
                judged.overWeighted().low(), judged.overWeighted().high(), judged.served() ? "" : ", not served"));
        return new LearnedBlend(
                selection, selected.shape(), judged, judged.served() ? selection.fit(selected.shape()) : null);
    }

    /** Refits the blend that is served, learned or weighted, without each channel. */
    private Map<String, TunedBlend> ablations(
            Halves halves, BlendCandidate selected, TunedBlend weighted, @Nullable LearnedBlend learned,
            Progress progress) {
        progress.begin("Refitting the blend without each channel", halves.runs.size());
        Map<String, TunedBlend> ablations = new LinkedHashMap<>();
        for (int channel = 0; channel < halves.runs.size(); channel++) {
            if (halves.isActive(channel)) {
                String id = halves.runs.get(channel).channel();
                ablations.put(id, learned == null || learned.model() == null
                        ? halves.refitted(selected, channel)
                        : learned.without(channel, id, weighted.channels()));
            }
            progress.advance(1);
        }
        progress.end("%d channels".formatted(ablations.size()));
        return ablations;
    }

    private ValidationCandidates recall(List<EvaluationRequest> requests, String half, Progress progress) {
        progress.begin("Recalling for validation, half " + half, requests.size());
        ValidationCandidates candidates = new ValidationCandidates();
        new OrderedExecutor().run(
                requests.iterator(),
                request -> ValidationCandidates.read(request, recall(request)),
                next -> {
                    candidates.add(next);
                    progress.advance(1);
                });
        progress.end("%,d requests".formatted(candidates.requests()));
        return candidates;
    }

    private RecallResult recall(EvaluationRequest request) {
        return recall.recall(request.userId(), Instant.ofEpochMilli(request.at()));
    }

    /**
     * Candidates of both halves of the validation users.
     *
     * @param runs one run of each channel, in the order of all scores and features
     * @param a    candidates of half A
     * @param b    candidates of half B
     */
    private record Halves(List<ChannelRun> runs, ValidationCandidates a, ValidationCandidates b) {

        /** Returns true if a channel returned anything. */
        boolean isActive(int channel) {
            return Stream.of(a, b).flatMap(half -> half.scores(ValidationCandidates.BLENDS.getFirst()).stream())
                    .anyMatch(scores -> scores.channels().get(channel).candidates().length > 0);
        }

        /** @param removed position of a channel that counts as inactive, or {@code NO_CHANNEL} */
        boolean[] active(int removed) {
            boolean[] active = new boolean[runs.size()];
            for (int channel = 0; channel < active.length; channel++) {
                active[channel] = channel != removed && isActive(channel);
            }
            return active;
        }

        /** Returns the weights from before tuning. */
        double[] given() {
            return runs.stream().mapToDouble(run -> run.share().weight()).toArray();
        }

        /** @param fit returns the weights for the scores of one half */
        BlendCandidate candidate(
                BlendCandidate.Fitted fitted, Blend blend, Function<List<CandidateScores>, double[]> fit) {
            double[] byA = served(fit.apply(a.scores(blend)));
            double[] byB = served(fit.apply(b.scores(blend)));
            return new BlendCandidate(
                    fitted,
                    blend,
                    CandidateScores.meanHitRate(byB, b.scores(blend), b.requests()),
                    Arrays.copyOf(CandidateScores.hits(byB, a.scores(blend)), a.requests()),
                    Arrays.copyOf(CandidateScores.hits(byA, b.scores(blend)), b.requests()));
        }

        private static double[] served(double[] fitted) {
            return DoubleStream.of(fitted).map(weight -> Math.max(MIN_WEIGHT, weight)).toArray();
        }

        /**
         * Returns a blend to serve, with weights fitted to both halves. A channel that never returned anything keeps its
         * given weight.
         *
         * @param removed position of a channel that gets no share, or {@code NO_CHANNEL}
         */
        TunedBlend refitted(BlendCandidate selected, int removed) {
            double[] weights = given();
            boolean[] active = active(removed);
            if (selected.fitted() == BlendCandidate.Fitted.WEIGHTS) {
                List<CandidateScores> all = Stream.of(a, b).flatMap(half -> half.scores(selected.blend()).stream())
                        .toList();
                double[] fitted = new WeightFit(all).fit(given(), active);
                Arrays.setAll(weights, i -> active[i] ? fitted[i] : weights[i]);
            }
            Map<String, ChannelShare> channels = new LinkedHashMap<>();
            for (int i = 0; i < runs.size(); i++) {
                ChannelRun run = runs.get(i);
                int min = run.channel().equals(EXPLORATION) ? run.share().min() : 0;
                channels.put(run.channel(), i == removed
                        ? NO_SHARE
                        : new ChannelShare(run.share().quota(), min, Math.max(MIN_WEIGHT, weights[i])));
            }
            return new TunedBlend(selected.blend(), null, channels);
        }
    }
}
