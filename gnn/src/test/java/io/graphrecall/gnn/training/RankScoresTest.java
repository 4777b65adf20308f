package io.graphrecall.gnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.BitSet;

class RankScoresTest {

    private static final BitSet NOTHING_SEEN = new BitSet();

    @Test
    void aTargetAheadOfAllOthersScoresOne() {
        assertThat(mean(new float[] {1, 3, 2}, 1, NOTHING_SEEN)).isEqualTo(1);
    }

    @Test
    void tiesGetTheirExpectedRank() {
        // Rank 1 + 199 / 2 = 100.5: beyond every cutoff.
        assertThat(mean(new float[200], 7, NOTHING_SEEN)).isCloseTo(1 / 100.5 / 5, within(1e-12));
        // Rank 1 + 1 + 1 / 2 = 2.5.
        assertThat(mean(new float[] {9, 4, 4, 1}, 1, NOTHING_SEEN)).isCloseTo((4 + 1 / 2.5) / 5, within(1e-12));
    }

    @Test
    void seenContentsAreNotRankedButASeenTargetIs() {
        BitSet seen = new BitSet();
        seen.set(0);
        seen.set(1);
        assertThat(mean(new float[] {9, 4, 4, 1}, 1, seen)).isCloseTo((4 + 1 / 1.5) / 5, within(1e-12));
    }

    @Test
    void scoresThatAreNotNumbersAreRefused() {
        float[] diverged = new float[50];
        Arrays.fill(diverged, Float.NaN);
        assertThatIllegalStateException().isThrownBy(() -> mean(diverged, 3, NOTHING_SEEN))
                .withMessageContaining("is not a number");
        assertThatIllegalStateException().isThrownBy(
                () -> mean(new float[] {1, Float.NaN, 2}, 0, NOTHING_SEEN));
    }

    @Test
    void theScoresOfABatchFitInMemory() {
        assertThat(RankScores.batchSize(1024, 0)).isEqualTo(1024);
        assertThat(RankScores.batchSize(1024, 10_000)).isEqualTo(1024);
        assertThat(RankScores.batchSize(1024, 1_000_000)).isEqualTo(16);
        assertThat(RankScores.batchSize(256, 4_200_000)).isEqualTo(3);
        assertThat(RankScores.batchSize(256, Integer.MAX_VALUE)).isEqualTo(1);
    }

    private static double mean(float[] scores, int target, BitSet seen) {
        RankScores ranks = new RankScores();
        ranks.add(scores, 0, scores.length, target, seen);
        return ranks.scores()[0];
    }
}
