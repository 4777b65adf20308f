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
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallResult;
import io.graphrecall.service.snapshot.ServingSnapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Chooses blend, weights and quotas by validation questions: half B of the users fits, for each blend that has weights,
 * weights under the quotas there are and weights with quotas of their own; half A chooses among these and what there was
 * before.
 */
public final class BlendTuning {

    private static final int RESTARTS = 2;
    /** Keeps the order of a channel that is of no use but where no other channel finds anything: {@code popular}. */
    private static final double LEAST_WEIGHT = 0.001;
    private static final ChannelShare NO_SHARE = new ChannelShare(0, 0, 0);
    private static final int NO_CHANNEL = -1;

    private final ListRecall recall;
    private final long seed;

    /** @param recall how the channels are asked; the list size must not be smaller than the largest that is reported */
    public BlendTuning(ListRecall recall, long seed) {
        this.recall = recall;
        this.seed = seed;
    }

    /**
     * What was chosen.
     *
     * @param questions   how many questions the weights were fitted to
     * @param meanHitRate of those questions, over list sizes
     * @param heldOut     the same of the half that chose
     * @param tried       everything that could have been chosen
     * @param weighted    the best of the blends without a learned model
     * @param learned     what learned models do; empty where no channel returned a target
     * @param ablations   by channel that answered anything: the blend with weights fitted anew without it; empty where
     *                    that was not asked for
     */
    public record Tuned(
            TunedBlend blend,
            int questions,
            double meanHitRate,
            double heldOut,
            List<Tried> tried,
            TunedBlend weighted,
            List<LearnedBlendSelection.Learned> learned,
            Map<String, TunedBlend> ablations) {}

    /**
     * What could have been chosen.
     *
     * @param blend       the wire name of the blend
     * @param fitted      {@code given}, {@code weights} or {@code weights_and_quotas}
     * @param meanHitRate of the questions it was fitted to, over list sizes
     * @param heldOut     the same of the half that chose
     */
    public record Tried(
            @JsonProperty("blend") String blend,
            @JsonProperty("fitted") String fitted,
            @JsonProperty("mean_hit_rate") double meanHitRate,
            @JsonProperty("held_out_mean_hit_rate") double heldOut) {}

    /**
     * Asks the validation questions of a split and fits.
     *
     * @param ablation whether to fit without each channel, too
     * @throws RecallException with code INVALID where the split has none
     */
    public Tuned fit(Split split, boolean ablation, Progress progress) {
        if (split.validation().isEmpty()) {
            throw new RecallException(Code.INVALID, "there is no validation target to fit weights to");
        }
        RecallResult example = answer(split.validation().getFirst());
        List<ChannelRun> runs = example.runs();
        ValidationCandidates fitting = ask(split.validation(ValidationHalf.B), "recall for validation, half B",
                progress);
        ValidationCandidates choosing = ask(split.validation(ValidationHalf.A), "recall for validation, half A",
                progress);
        progress.begin("fitting weights and quotas", ValidationCandidates.BLENDS.size());
        Halves halves = new Halves(runs, fitting, choosing);
        List<BlendCandidate> candidates = new ArrayList<>();
        candidates
                .add(halves.candidate(BlendCandidate.Effort.GIVEN, ValidationCandidates.BLENDS.getFirst(),
                        halves.given()));
        for (Blend blend : ValidationCandidates.BLENDS) {
            BlendSearch search = halves.search(blend, NO_CHANNEL);
            BlendWeights weights = search.weights(RESTARTS, seed);
            candidates.add(halves.candidate(BlendCandidate.Effort.WEIGHTS, blend, weights));
            candidates.add(halves.candidate(BlendCandidate.Effort.WEIGHTS_AND_QUOTAS, blend, search.quotas(weights)));
            progress.advance(1);
        }
        BlendCandidate chosen = BlendCandidate.choose(candidates);
        progress.end("%s, mean hit rate %.4f".formatted(chosen.blend().wireName(), chosen.fitted()));
        TunedBlend weighted = halves.tuned(chosen.blend(), chosen.mix(), NO_CHANNEL);
        LearnedBlendSelection.Result learned = learn(halves, chosen, example.blended().snapshot(), progress);
        return new Tuned(
                learned.model() == null
                        ? weighted
                        : new TunedBlend(Blend.LEARNED, learned.model(), halves.wide(weighted)),
                fitting.questions(),
                chosen.fitted(),
                chosen.meanHeldOut(),
                candidates.stream().map(BlendTuning::tried).toList(),
                weighted,
                learned.tried(),
                ablation ? ablations(halves, chosen, progress) : Map.of());
    }

    private LearnedBlendSelection.Result learn(
            Halves halves, BlendCandidate chosen, ServingSnapshot snapshot, Progress progress) {
        List<LabelledCandidates> questions = halves.fitting.learned();
        if (questions.isEmpty()) {
            return new LearnedBlendSelection.Result(List.of(), null);
        }
        progress.begin("learning to blend", -1);
        int[] byPopularity = snapshot.byPopularity();
        LearnedBlendSelection.Result result = new LearnedBlendSelection(
                halves.runs.stream().map(ChannelRun::channel).toList(),
                questions,
                halves.fitting.questions(),
                BlendSearch.hitsByCase(chosen.mix(), halves.fitting.of(chosen.blend())),
                snapshot.relativePopularity(byPopularity[byPopularity.length / 5]),
                seed).learn();
        progress.end(result.tried().stream()
                .map(learned -> "%+.4f [%+.4f, %+.4f] %s popularity".formatted(
                        learned.overWeighted().value(), learned.overWeighted().low(), learned.overWeighted().high(),
                        learned.popularity() ? "with" : "without"))
                .collect(Collectors.joining(", ", "over weighted: ", result.model() == null ? "; not served" : "")));
        return result;
    }

    private Map<String, TunedBlend> ablations(Halves halves, BlendCandidate chosen, Progress progress) {
        progress.begin("fitting weights without each channel", halves.runs.size());
        Map<String, TunedBlend> ablations = new LinkedHashMap<>();
        for (int channel = 0; channel < halves.runs.size(); channel++) {
            if (halves.active(channel)) {
                BlendWeights weights = halves.search(chosen.blend(), channel).weights(RESTARTS, seed);
                ablations.put(
                        halves.runs.get(channel).channel(),
                        halves.tuned(chosen.blend(), new BlendWeights(weights.weights(), chosen.mix().quotas()),
                                channel));
            }
            progress.advance(1);
        }
        progress.end("%d channels".formatted(ablations.size()));
        return ablations;
    }

    private static Tried tried(BlendCandidate candidate) {
        return new Tried(
                candidate.blend().wireName(),
                candidate.effort().name().toLowerCase(Locale.ROOT),
                candidate.fitted(),
                candidate.meanHeldOut());
    }

    private ValidationCandidates ask(List<EvaluationRequest> questions, String task, Progress progress) {
        progress.begin(task, questions.size());
        ValidationCandidates cases = new ValidationCandidates();
        new OrderedExecutor().run(
                questions.iterator(),
                question -> ValidationCandidates.read(question, answer(question)),
                next -> {
                    cases.add(next);
                    progress.advance(1);
                });
        progress.end("%,d questions".formatted(cases.questions()));
        return cases;
    }

    private RecallResult answer(EvaluationRequest question) {
        return recall.answer(question.userId(), Instant.ofEpochMilli(question.at()));
    }

    /** The two halves of the validation questions, and the channels that were asked. */
    private record Halves(List<ChannelRun> runs, ValidationCandidates fitting, ValidationCandidates choosing) {

        /** Whether a channel answered anything. */
        private boolean active(int channel) {
            return fitting.of(ValidationCandidates.BLENDS.getFirst()).stream()
                    .anyMatch(scores -> scores.channels().get(channel).candidates().length > 0);
        }

        private int[] choices(int channel) {
            ChannelRun run = runs.get(channel);
            return QuotaGrid.of(run.channel(), run.share().quota());
        }

        /** @param without a channel that is to have no say, or {@code NO_CHANNEL} */
        BlendSearch search(Blend blend, int without) {
            boolean[] active = new boolean[runs.size()];
            int[] quotas = new int[runs.size()];
            for (int channel = 0; channel < active.length; channel++) {
                active[channel] = channel != without && active(channel);
                quotas[channel] = choices(channel).length;
            }
            return new BlendSearch(active, quotas, fitting.of(blend));
        }

        /** The parts of channels with the quotas that the learned blend was fitted to. */
        Map<String, ChannelShare> wide(TunedBlend weighted) {
            Map<String, ChannelShare> channels = new LinkedHashMap<>();
            runs.forEach(run -> {
                ChannelShare share = weighted.channels().getOrDefault(run.channel(), NO_SHARE);
                channels.put(run.channel(), new ChannelShare(run.share().quota(), share.min(), share.weight()));
            });
            return channels;
        }

        /** The weights and quotas from before tuning. */
        BlendWeights given() {
            return new BlendWeights(
                    runs.stream().mapToDouble(run -> run.share().weight()).toArray(),
                    IntStream.range(0, runs.size()).map(channel -> choices(channel).length - 1).toArray());
        }

        BlendCandidate candidate(BlendCandidate.Effort effort, Blend blend, BlendWeights found) {
            BlendWeights mix = new BlendWeights(
                    DoubleStream.of(found.weights()).map(weight -> Math.max(LEAST_WEIGHT, weight)).toArray(),
                    found.quotas());
            return new BlendCandidate(
                    effort,
                    blend,
                    mix,
                    BlendSearch.meanHitRate(mix, fitting.of(blend), fitting.questions()),
                    Arrays.copyOf(BlendSearch.hitsByCase(mix, choosing.of(blend)), choosing.questions()));
        }

        /**
         * A channel that never answered keeps the part it had: nothing was learned of it.
         *
         * @param without a channel that is to have no part, or {@code NO_CHANNEL}
         */
        TunedBlend tuned(Blend blend, BlendWeights mix, int without) {
            Map<String, ChannelShare> channels = new LinkedHashMap<>();
            for (int i = 0; i < runs.size(); i++) {
                ChannelRun run = runs.get(i);
                boolean explores = run.channel().equals(QuotaGrid.EXPLORATION);
                ChannelShare share = new ChannelShare(
                        choices(i)[mix.quotas()[i]],
                        explores ? run.share().min() : 0,
                        active(i) ? Math.max(LEAST_WEIGHT, mix.weights()[i]) : run.share().weight());
                channels.put(run.channel(), i == without ? NO_SHARE : share);
            }
            return new TunedBlend(blend, null, channels);
        }
    }
}
