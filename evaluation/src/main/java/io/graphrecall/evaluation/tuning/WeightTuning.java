package io.graphrecall.evaluation.tuning;

import io.graphrecall.evaluation.lists.ListRecall;
import io.graphrecall.evaluation.lists.OrderedWork;
import io.graphrecall.evaluation.protocol.Half;
import io.graphrecall.evaluation.protocol.Question;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.TunedBlend;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallAnswer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Chooses blend and weights by validation questions: half B of the users fits the weights of each blend that has some,
 * half A chooses among the blends.
 */
public final class WeightTuning {

    private static final int RESTARTS = 2;
    /** Keeps the order of a channel that is of no use but where no other channel finds anything: {@code popular}. */
    private static final double LEAST_WEIGHT = 0.001;
    /** What is new has no past to be fitted to; its guaranteed part of the answer is a choice, not a finding. */
    private static final String EXPLORATION = "fresh";

    private final ListRecall recall;
    private final long seed;

    /** @param recall how the channels are asked; the list size must not be smaller than the largest that is reported */
    public WeightTuning(ListRecall recall, long seed) {
        this.recall = recall;
        this.seed = seed;
    }

    /**
     * What was chosen.
     *
     * @param questions   how many questions the weights were fitted to
     * @param meanHitRate of those questions, over list sizes
     * @param heldOut     the same of the half that chose the blend
     */
    public record Tuned(TunedBlend blend, int questions, double meanHitRate, double heldOut) {}

    /**
     * Asks the validation questions of a split and fits.
     *
     * @throws RecallException with code INVALID where the split has none
     */
    public Tuned fit(Split split, Progress progress) {
        if (split.validation().isEmpty()) {
            throw new RecallException(Code.INVALID, "there is no validation target to fit weights to");
        }
        List<ChannelRun> runs = answer(split.validation().getFirst()).runs();
        ValidationCases fitting = ask(split.validation(Half.B), "recall for validation, half B", progress);
        ValidationCases choosing = ask(split.validation(Half.A), "recall for validation, half A", progress);
        progress.begin("fitting weights", ValidationCases.BLENDS.size());
        Candidate best = null;
        for (Blend blend : ValidationCases.BLENDS) {
            Candidate candidate = candidate(blend, fitting, choosing, runs.size());
            if (best == null || candidate.chosenBy > best.chosenBy) {
                best = candidate;
            }
            progress.advance(1);
        }
        if (best == null) {
            throw new AssertionError("there are blends with weights");
        }
        progress.end("%s, mean hit rate %.4f".formatted(best.blend.wireName(), best.fitted));
        return new Tuned(best.tuned(runs), fitting.questions(), best.fitted, best.chosenBy);
    }

    private ValidationCases ask(List<Question> questions, String task, Progress progress) {
        progress.begin(task, questions.size());
        ValidationCases cases = new ValidationCases();
        new OrderedWork().run(
                questions.iterator(),
                question -> ValidationCases.read(question, answer(question)),
                next -> {
                    cases.add(next);
                    progress.advance(1);
                });
        progress.end("%,d questions".formatted(cases.questions()));
        return cases;
    }

    private RecallAnswer answer(Question question) {
        return recall.answer(question.userId(), Instant.ofEpochMilli(question.at()));
    }

    private Candidate candidate(Blend blend, ValidationCases fitting, ValidationCases choosing, int channels) {
        List<CandidateScores> cases = fitting.of(blend);
        boolean[] active = new boolean[channels];
        for (int channel = 0; channel < channels; channel++) {
            int one = channel;
            active[channel] = cases.stream().anyMatch(scores -> scores.candidates()[one].length > 0);
        }
        double[] weights = new WeightSearch(RESTARTS, seed).fit(active, cases);
        IntStream.range(0, channels).forEach(i -> weights[i] = Math.max(LEAST_WEIGHT, weights[i]));
        return new Candidate(
                blend,
                weights,
                active,
                WeightSearch.meanHitRate(weights, cases, fitting.questions()),
                WeightSearch.meanHitRate(weights, choosing.of(blend), choosing.questions()));
    }

    /** A blend with its weights, and how well it does on either half. */
    private record Candidate(Blend blend, double[] weights, boolean[] active, double fitted, double chosenBy) {

        /** A channel that never answered keeps the weight it had: nothing was learned of it. */
        TunedBlend tuned(List<ChannelRun> runs) {
            Map<String, ChannelShare> channels = new LinkedHashMap<>();
            for (int i = 0; i < runs.size(); i++) {
                ChannelRun run = runs.get(i);
                channels.put(run.channel(), new ChannelShare(
                        run.share().quota(),
                        run.channel().equals(EXPLORATION) ? run.share().min() : 0,
                        active[i] ? weights[i] : run.share().weight()));
            }
            return new TunedBlend(blend, channels);
        }
    }
}
