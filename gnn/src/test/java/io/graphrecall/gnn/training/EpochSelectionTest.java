package io.graphrecall.gnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class EpochSelectionTest {

    private final EpochSelection selection = new EpochSelection();

    /** Returns the scores of 100 samples, of which some have 1 and the others 0. */
    private static double[] hits(int from, int to) {
        double[] scores = new double[100];
        Arrays.fill(scores, from, to, 1);
        return scores;
    }

    @Test
    void aLaterEpochIsKeptUnlessItIsSignificantlyWorse() {
        assertThat(selection.add(hits(0, 10))).isTrue();
        assertThat(selection.add(hits(0, 30))).isTrue();
        // Differs in 18 of 100 samples, by 2 in the sum: far within two standard errors.
        assertThat(selection.add(hits(10, 38))).isTrue();
        // Lacks 10 of the 30 hits of the best epoch and finds none instead: 3.3 standard errors.
        assertThat(selection.add(hits(10, 30))).isFalse();
        assertThat(selection.kept()).isEqualTo(2);
    }

    @Test
    void smallLossesDoNotAddUp() {
        selection.add(hits(0, 30));
        assertThat(selection.add(hits(3, 30))).isTrue();
        // Three fewer than the epoch before, but six fewer than the best one.
        assertThat(selection.add(hits(6, 30))).isFalse();
        assertThat(selection.kept()).isEqualTo(1);
    }

    @Test
    void aSingleScoreIsComparedAsItIs() {
        selection.add(new double[] {-2});
        assertThat(selection.add(new double[] {-2.1})).isFalse();
        assertThat(selection.add(new double[] {-1.9})).isTrue();
    }

    @Test
    void withoutScoresTheLastEpochIsKept() {
        selection.add(new double[0]);
        assertThat(selection.add(new double[0])).isTrue();
    }
}
