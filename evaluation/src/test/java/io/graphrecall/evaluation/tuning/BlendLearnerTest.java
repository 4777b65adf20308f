package io.graphrecall.evaluation.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.service.blend.BlendModel;
import io.graphrecall.service.blend.CandidateFeatures;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

class BlendLearnerTest {

    private static final List<String> CHANNELS = List.of("one", "two");
    private static final int CANDIDATES = 300;
    private static final int LISTED = 160;

    /**
     * Both channels bring the target, wherever it stands in their lists, and agree on little else: no weights of the two
     * put it first, counting their agreement does.
     */
    private static List<LabelledCandidates> agreements(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(n -> {
            List<Integer> shuffled = new ArrayList<>(IntStream.range(1, CANDIDATES).boxed().toList());
            Collections.shuffle(shuffled, random);
            int[][] slots = {withTarget(shuffled.subList(0, LISTED - 1), random),
                withTarget(shuffled.subList(CANDIDATES - LISTED, CANDIDATES - 1), random)};
            float[] falling = floats(LISTED, rank -> 0.2 - rank * 0.001);
            float[] popularity = floats(CANDIDATES, slot -> random.nextDouble());
            return new LabelledCandidates(
                    new CandidateFeatures(
                            slots, new float[][] {falling, falling}, new float[CANDIDATES], popularity),
                    0);
        }).toList();
    }

    private static float[] floats(int count, IntToDoubleFunction value) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) value.applyAsDouble(i);
        }
        return floats;
    }

    private static int[] withTarget(List<Integer> others, Random random) {
        List<Integer> list = new ArrayList<>(others);
        list.add(random.nextInt(LISTED), 0);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] hits(BlendModel model, List<LabelledCandidates> questions) {
        return questions.stream().mapToDouble(question -> CandidateScores.expectedHits(
                model.raw(question.candidates()), question.target(), RankingMetrics.SIZES)).toArray();
    }

    /** What equal weights do: the sum of both parts. */
    private static double[] weightedHits(List<LabelledCandidates> questions) {
        return questions.stream().mapToDouble(question -> {
            float[] rows = new float[question.candidates().size() * CandidateFeatures.width(2)];
            question.candidates().fill(rows);
            int part = CandidateFeatures.names(CHANNELS).indexOf("one.score");
            int other = CandidateFeatures.names(CHANNELS).indexOf("two.score");
            float[] sums = floats(question.candidates().size(), slot -> {
                int row = slot * CandidateFeatures.width(2);
                return rows[row + part] + rows[row + other];
            });
            return CandidateScores.expectedHits(sums, question.target(), RankingMetrics.SIZES);
        }).toArray();
    }

    @Test
    void learnsFromQuestionsWhatHelpsInOthers() {
        BlendModel model = new BlendLearner(CHANNELS, false).fit(agreements(300, 1), 7);
        List<LabelledCandidates> others = agreements(100, 2);

        assertThat(Arrays.stream(hits(model, others)).average().orElseThrow())
                .isGreaterThan(Arrays.stream(weightedHits(others)).average().orElseThrow() + 0.05);
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        List<LabelledCandidates> questions = agreements(40, 1);
        BlendModel first = new BlendLearner(CHANNELS, true).fit(questions, 7);
        BlendModel second = new BlendLearner(CHANNELS, true).fit(questions, 7);

        assertThat(first.linear()).isEqualTo(second.linear());
        assertThat(first.hidden()).isDeepEqualTo(second.hidden());
    }

    @Test
    void popularityCountsOnlyWhereItMay() {
        int popularity = CandidateFeatures.width(2) - 1;
        List<LabelledCandidates> questions = agreements(40, 1);

        assertThat(new BlendLearner(CHANNELS, false).fit(questions, 7).linear()[popularity]).isZero();
        assertThat(new BlendLearner(CHANNELS, true).fit(questions, 7).linear()[popularity]).isNotZero();
    }

    @Test
    void aModelIsServedOnlyWhereItIsShownToGain() {
        List<LabelledCandidates> questions = agreements(120, 1);
        LearnedBlendSelection.Result gains = new LearnedBlendSelection(
                CHANNELS, questions, 150, weightedHits(questions), 0.5f, 3).learn();
        double[] perfect = new double[questions.size()];
        Arrays.fill(perfect, 1);
        LearnedBlendSelection.Result loses = new LearnedBlendSelection(CHANNELS, questions, 150, perfect, 0.5f, 3)
                .learn();

        assertThat(gains.model()).isNotNull();
        assertThat(gains.tried()).hasSize(2)
                .allSatisfy(learned -> assertThat(learned.overWeighted().low()).isPositive());
        assertThat(gains.tried().getFirst().tailShare()).as("half of the contents are tail here").isBetween(0.4, 0.6);
        assertThat(loses.model()).isNull();
        assertThat(loses.tried()).allSatisfy(learned -> assertThat(learned.overWeighted().high()).isNegative());
    }
}
