package io.graphrecall.evaluation.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.metrics.Interval;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.service.blend.BlendModel;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns how to blend, with popularity and without, and tells by cross-fitting what that gains over the best weighted
 * blend: each fifth of the questions is scored by a model that was fitted to the other four. The weighted blend was fitted
 * to all of them, which is to its advantage. Not thread-safe.
 */
public final class LearnedBlendSelection {

    private static final int FOLDS = 5;
    private static final int LONGEST = RankingMetrics.SIZES.getLast();

    private final List<String> channels;
    private final List<LabelledCandidates> questions;
    private final int asked;
    private final double[] weightedHits;
    private final float tail;
    private final long seed;

    /**
     * @param channels     those that the questions' candidates were looked at by
     * @param questions    those whose target any channel returned
     * @param asked        how many there were in all
     * @param weightedHits the expected hits of each under the best weighted blend, over list sizes
     * @param tail         relative popularity below which a content is long tail
     */
    LearnedBlendSelection(
            List<String> channels,
            List<LabelledCandidates> questions,
            int asked,
            double[] weightedHits,
            float tail,
            long seed) {
        this.channels = channels;
        this.questions = questions;
        this.asked = asked;
        this.weightedHits = weightedHits;
        this.tail = tail;
        this.seed = seed;
    }

    /**
     * What a learned blend does to questions that it was not fitted to.
     *
     * @param popularity   whether popularity is among its features
     * @param meanHitRate  over list sizes
     * @param overWeighted by how much that is more than under the best weighted blend
     * @param tailShare    the share of its first 100 that is long tail: not among the most popular fifth of all contents
     */
    public record Learned(
            @JsonProperty("popularity") boolean popularity,
            @JsonProperty("mean_hit_rate") double meanHitRate,
            @JsonProperty("over_weighted") Interval overWeighted,
            @JsonProperty("tail_share") double tailShare) {}

    /**
     * What was learned.
     *
     * @param tried one without popularity, one with it
     * @param model what to serve: without popularity where it is not shown that popularity gains; null where it is not
     *              shown that anything does
     */
    record Result(List<Learned> tried, @Nullable BlendModel model) {}

    Result learn() {
        Fitted without = fit(false);
        Fitted with = fit(true);
        boolean popularityGains = Bootstrap.mean(differences(with.hits, without.hits), seed).low() > 0;
        Fitted better = popularityGains ? with : without;
        boolean gains = better.learned.overWeighted().low() > 0;
        return new Result(
                List.of(without.learned, with.learned),
                gains ? learner(popularityGains).fit(questions, seed) : null);
    }

    private record Fitted(Learned learned, double[] hits) {}

    private Fitted fit(boolean popularity) {
        BlendModel[] models = IntStream.range(0, FOLDS).parallel()
                .mapToObj(fold -> learner(popularity).fit(questionsWithout(fold), seed + fold))
                .toArray(BlendModel[]::new);
        double[] hits = new double[questions.size()];
        double[] tails = new double[questions.size()];
        IntStream.range(0, hits.length).parallel().forEach(i -> {
            LabelledCandidates question = questions.get(i);
            float[] scores = models[i % FOLDS].raw(question.candidates());
            hits[i] = CandidateScores.expectedHits(scores, question.target(), RankingMetrics.SIZES);
            tails[i] = tailShare(scores, question);
        });
        Learned learned = new Learned(
                popularity,
                Arrays.stream(hits).sum() / asked,
                Bootstrap.mean(differences(hits, weightedHits), seed),
                Arrays.stream(tails).average().orElse(0));
        return new Fitted(learned, hits);
    }

    private BlendLearner learner(boolean popularity) {
        return new BlendLearner(channels, popularity);
    }

    private List<LabelledCandidates> questionsWithout(int fold) {
        return IntStream.range(0, questions.size()).filter(i -> i % FOLDS != fold).mapToObj(questions::get).toList();
    }

    /** One a question; those that nobody answers differ by nothing. */
    private double[] differences(double[] of, double[] over) {
        double[] differences = new double[asked];
        for (int i = 0; i < of.length; i++) {
            differences[i] = of[i] - over[i];
        }
        return differences;
    }

    /** The long tail's share of the first candidates by score. */
    private double tailShare(float[] scores, LabelledCandidates question) {
        return IntStream.range(0, scores.length).boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(LONGEST)
                .mapToInt(slot -> question.candidates().popularity(slot) < tail ? 1 : 0)
                .average().orElse(0);
    }
}
