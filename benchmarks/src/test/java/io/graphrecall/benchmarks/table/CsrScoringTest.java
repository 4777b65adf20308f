package io.graphrecall.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsrScoringTest {

    @Test
    void methodsAndArraysGiveTheSameScores() {
        CsrScoring methods = scoring();
        CsrScoring arrays = scoring();
        for (int user = 0; user < 100; user++) {
            assertThat(methods.byMethods()).isEqualTo(arrays.byArrays());
        }
        assertThat(methods.transpose().rows()).isEqualTo(100);
        assertThat(methods.transpose().size()).isEqualTo(8000);
    }

    private static CsrScoring scoring() {
        CsrScoring scoring = new CsrScoring();
        scoring.contents = 1000;
        scoring.draw();
        return scoring;
    }
}
