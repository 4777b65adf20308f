package io.graphrecall.blend.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class WeightFitTest {

    private static final boolean[] ALL = {true, true, true};
    private static final boolean[] NONE = {false, false, false};
    private static final double[] GIVEN = {0.5, 1, 0.5};

    /** Channel 0 knows the targets, channel 1 is noise, channel 2 misleads. */
    private static List<CandidateScores> cases(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count).mapToObj(n -> {
            float[][] scores = new float[3][200];
            int target = random.nextInt(200);
            for (int i = 0; i < 200; i++) {
                scores[0][i] = (float) random.nextDouble() + (i == target ? 0.5f : 0);
                scores[1][i] = (float) random.nextDouble();
                scores[2][i] = (float) random.nextDouble() - (i == target ? 0.3f : 0);
            }
            return dense(scores, target);
        }).toList();
    }

    /** Every channel returned every candidate. */
    private static CandidateScores dense(float[][] scores, int target) {
        int[] all = IntStream.range(0, scores[0].length).toArray();
        return new CandidateScores(
                all.length, target, Arrays.stream(scores).map(of -> new ChannelScores(all, of)).toList());
    }

    private static double meanHitRate(double[] weights, List<CandidateScores> requests) {
        return requests.stream().mapToDouble(request -> CandidateScores.expectedHits(
                request.sums(weights), request.target())).average().orElseThrow();
    }

    @Test
    void prefersTheChannelThatKnows() {
        double[] weights = WeightFit.fit(cases(1_000, 1), GIVEN, ALL, NONE);
        assertThat(weights[0]).isEqualTo(1);
        assertThat(weights[1]).isLessThan(0.3);
        assertThat(weights[2]).isZero();
    }

    @Test
    void beatsGivenWeightsOnOtherRequests() {
        List<CandidateScores> others = cases(500, 2);
        double[] fitted = WeightFit.fit(cases(500, 1), GIVEN, ALL, NONE);
        assertThat(meanHitRate(fitted, others))
                .isGreaterThan(meanHitRate(GIVEN, others) + 0.1);
    }

    @Test
    void fewRequestsChangeTheGivenWeightsLessThanMany() {
        assertThat(WeightFit.fit(List.of(), GIVEN, ALL, NONE)).containsExactly(GIVEN);
        double[] few = WeightFit.fit(cases(3, 1), GIVEN, ALL, NONE);
        double[] more = WeightFit.fit(cases(30, 1), GIVEN, ALL, NONE);
        double[] many = WeightFit.fit(cases(1_000, 1), GIVEN, ALL, NONE);
        assertThat(List.of(few, more, many)).extracting(weights -> weights[0] / weights[1]).isSorted();
        assertThat(few[0] / few[1]).isBetween(0.5, 1.5);
        assertThat(many[0] / many[1]).isGreaterThan(3);
    }

    @Test
    void theSameRequestsGiveTheSameWeights() {
        assertThat(WeightFit.fit(cases(200, 3), GIVEN, ALL, NONE))
                .containsExactly(WeightFit.fit(cases(200, 3), GIVEN, ALL, NONE));
    }

    @Test
    void leavesOutChannelsThatHaveNoSay() {
        assertThat(WeightFit.fit(cases(100, 1), GIVEN, new boolean[] {false, true, true}, NONE)[0]).isZero();
    }

    @Test
    void targetsThatScoresSeparateGiveFiniteWeights() {
        List<CandidateScores> cases = IntStream.range(0, 50).mapToObj(n -> dense(new float[][] {{1, 0.5f, 0}}, 0))
                .toList();
        assertThat(WeightFit.fit(cases, new double[] {0.5}, new boolean[] {true}, NONE)).containsExactly(1);
    }

    @Test
    void equalScoresCountByTheirChance() {
        float[] alike = new float[100];
        Arrays.fill(alike, 0.1f);
        CandidateScores hundredAlike = dense(new float[][] {alike}, 3);
        // Chances of 0.1, 0.3, 0.5 and 1.
        assertThat(meanHitRate(new double[] {1}, List.of(hundredAlike)))
                .isCloseTo(0.475, within(1e-12));
    }

    @Test
    void equalScoresOfAllCandidatesKeepTheGivenWeights() {
        float[] equal = new float[200];
        Arrays.fill(equal, 0.02f);
        List<CandidateScores> requests = IntStream.range(0, 20)
                .mapToObj(n -> dense(new float[][] {equal, equal, equal}, n)).toList();

        assertThat(WeightFit.fit(requests, GIVEN, ALL, NONE)).containsExactly(GIVEN, within(1e-3));
    }

    @Test
    void aCappedWeightFallsButDoesNotRise() {
        double[] free = WeightFit.fit(cases(500, 1), GIVEN, ALL, NONE);
        double[] capped = WeightFit.fit(cases(500, 1), GIVEN, ALL, new boolean[] {true, false, false});

        assertThat(free[0] / free[1]).isGreaterThan(3);
        assertThat(capped[0] / capped[1]).isLessThan(free[0] / free[1] / 2);
        assertThat(WeightFit.fit(cases(500, 1), GIVEN, ALL, new boolean[] {false, false, true}))
                .containsExactly(free); // the fit lowers this weight anyway
    }

    @Test
    void refusesATargetThatIsNoCandidate() {
        assertThatThrownBy(() -> dense(new float[1][5], 5)).hasMessageContaining("target 5");
    }
}
