package io.graphrecall.evaluation.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class BlendSearchTest {

    private static final boolean[] ALL = {true, true, true};
    private static final int[] ONE_QUOTA = {1, 1, 1};

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
        return new CandidateScores(
                all.length, target, Arrays.stream(scores).map(of -> ChannelScores.uncut(all, of)).toList());
    }

    private static BlendSearch search(List<CandidateScores> cases) {
        return new BlendSearch(ALL, ONE_QUOTA, cases);
    }

    private static BlendWeights mix(double... weights) {
        return new BlendWeights(weights, new int[weights.length]);
    }

    @Test
    void prefersTheChannelThatKnows() {
        double[] weights = search(cases(300)).weights(2, 7).weights();
        assertThat(weights[0]).isEqualTo(1);
        assertThat(weights[1]).isLessThan(0.3);
        assertThat(weights[2]).isLessThan(0.1);
    }

    @Test
    void isNeverWorseThanEqualWeightsOrAnyChannelAlone() {
        List<CandidateScores> cases = cases(200);
        double found = BlendSearch.meanHitRate(search(cases).weights(2, 7), cases, 200);
        for (BlendWeights other : List.of(mix(1, 1, 1), mix(1, 0, 0), mix(0, 1, 0), mix(0, 0, 1))) {
            assertThat(found).isGreaterThanOrEqualTo(BlendSearch.meanHitRate(other, cases, 200));
        }
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        List<CandidateScores> cases = cases(100);
        assertThat(search(cases).weights(2, 7)).isEqualTo(search(cases).weights(2, 7));
    }

    @Test
    void leavesOutChannelsThatHaveNoSay() {
        BlendSearch search = new BlendSearch(new boolean[] {false, true, true}, ONE_QUOTA, cases(100));
        assertThat(search.weights(2, 7).weights()[0]).isZero();
    }

    @Test
    void aSmallerQuotaLeavesOutTheRestOfAList() {
        int[] list = {0, 1, 2};
        float[] scores = {3, 2, 1};
        CandidateScores question = new CandidateScores(3, 2, List.of(
                new ChannelScores(list, scores, new int[] {2, 3}, new float[] {2, 1}),
                ChannelScores.uncut(list, new float[] {1, 1, 3})));
        List<Integer> first = List.of(1);
        // Whole: 3 + 1, 2 + 1, 1 + 3: the target is level with another. Cut: 6 + 1, 4 + 1, 0 + 3.
        assertThat(question.expectedHits(new BlendWeights(new double[] {1, 1}, new int[] {1, 0}), first))
                .isEqualTo(0.5);
        assertThat(question.expectedHits(new BlendWeights(new double[] {1, 1}, new int[] {0, 0}), first)).isZero();
        assertThat(question.expectedHits(new BlendWeights(new double[] {1, 0}, new int[] {0, 0}), List.of(3))).isZero();
        assertThat(question.expectedHits(new BlendWeights(new double[] {1, 0}, new int[] {1, 0}), List.of(3)))
                .isEqualTo(1);
    }

    @Test
    void findsTheQuotaThatHelps() {
        // The second channel misleads beyond its first 5 candidates, and is alone in knowing half of the targets, there.
        int[] all = IntStream.range(0, 200).toArray();
        float[] first = new float[200];
        float[] second = new float[200];
        for (int i = 0; i < 200; i++) {
            first[i] = 0.5f + (200 - i) / 1_000f;
            second[i] = 1 - i / 1_000f;
        }
        int[] backwards = IntStream.range(0, 200).map(i -> 199 - i).toArray();
        List<CandidateScores> cases = IntStream.range(0, 100).mapToObj(n -> new CandidateScores(
                200, n % 2 == 0 ? 197 : 3, List.of(
                        ChannelScores.uncut(all, first),
                        new ChannelScores(backwards, second, new int[] {5, 200}, new float[] {1, 1}))))
                .toList();
        BlendSearch search = new BlendSearch(new boolean[] {true, true}, new int[] {1, 2}, cases);
        BlendWeights whole = search.weights(2, 7);
        BlendWeights cut = search.quotas(whole);
        assertThat(cut.quotas()).containsExactly(0, 0);
        assertThat(BlendSearch.meanHitRate(cut, cases, 100)).isEqualTo(1)
                .isGreaterThan(BlendSearch.meanHitRate(whole, cases, 100));
    }

    @Test
    void questionsWhoseTargetNoChannelReturnsAreMisses() {
        List<CandidateScores> cases = List.of(dense(new float[][] {{1, 0.5f}}, 0));
        assertThat(BlendSearch.meanHitRate(mix(1), cases, 4)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void equalScoresCountByTheirChance() {
        float[] alike = new float[100];
        Arrays.fill(alike, 0.1f);
        CandidateScores hundredAlike = dense(new float[][] {alike}, 3);
        // Chances of 0.1, 0.3, 0.5 and 1.
        assertThat(BlendSearch.meanHitRate(mix(1), List.of(hundredAlike), 1)).isCloseTo(0.475, within(1e-12));
    }

    @Test
    void refusesATargetThatIsNoCandidate() {
        assertThatThrownBy(() -> dense(new float[1][5], 5)).hasMessageContaining("target 5");
    }

    @Test
    void triesPartsOfAQuotaButLeavesThatOfWhatIsNew() {
        assertThat(QuotaGrid.of("i2i", 300)).containsExactly(25, 50, 100, 200, 300);
        assertThat(QuotaGrid.of("popular", 2)).containsExactly(0, 1, 2);
        assertThat(QuotaGrid.of("fresh", 50)).containsExactly(50);
    }
}
