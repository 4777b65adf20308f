package io.graphrecall.evaluation.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class WeightSearchTest {

    private static final boolean[] ALL = {true, true, true};

    private final WeightSearch search = new WeightSearch(2, 7);

    /** Channel 0 knows the targets, channel 1 is noise, channel 2 misleads. */
    private static List<CandidateScores> cases(int count) {
        SplittableRandom random = new SplittableRandom(1);
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
        int[][] candidates = new int[scores.length][];
        Arrays.fill(candidates, all);
        return new CandidateScores(all.length, target, candidates, scores);
    }

    @Test
    void prefersTheChannelThatKnows() {
        double[] weights = search.fit(ALL, cases(300));
        assertThat(weights[0]).isEqualTo(1);
        assertThat(weights[1]).isLessThan(0.3);
        assertThat(weights[2]).isLessThan(0.1);
    }

    @Test
    void isNeverWorseThanEqualWeightsOrAnyChannelAlone() {
        List<CandidateScores> cases = cases(200);
        double found = WeightSearch.meanHitRate(search.fit(ALL, cases), cases, 200);
        for (double[] weights : new double[][] {{1, 1, 1}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) {
            assertThat(found).isGreaterThanOrEqualTo(WeightSearch.meanHitRate(weights, cases, 200));
        }
    }

    @Test
    void sameSeedGivesTheSameWeights() {
        List<CandidateScores> cases = cases(100);
        assertThat(search.fit(ALL, cases)).containsExactly(search.fit(ALL, cases));
    }

    @Test
    void leavesOutChannelsThatHaveNoSay() {
        assertThat(search.fit(new boolean[] {false, true, true}, cases(100))[0]).isZero();
    }

    @Test
    void questionsWhoseTargetNoChannelReturnsAreMisses() {
        List<CandidateScores> cases = List.of(dense(new float[][] {{1, 0}}, 0));
        assertThat(WeightSearch.meanHitRate(new double[] {1}, cases, 4)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void equalScoresCountByTheirChance() {
        CandidateScores hundredAlike = dense(new float[1][100], 3);
        // Chances of 0.1, 0.3, 0.5 and 1.
        assertThat(WeightSearch.meanHitRate(new double[] {1}, List.of(hundredAlike), 1)).isCloseTo(0.475,
                within(1e-12));
    }

    @Test
    void refusesATargetThatIsNoCandidate() {
        assertThatThrownBy(() -> dense(new float[1][5], 5)).hasMessageContaining("target 5");
    }
}
