package io.graphrecall.evaluation.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.evaluation.tuning.BlendCandidate.Effort;
import io.graphrecall.service.blend.Blend;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class BlendCandidateTest {

    /** Hits in the first so many of a number of questions. */
    private static BlendCandidate candidate(Effort effort, int hits, int questions) {
        return new BlendCandidate(
                effort,
                Blend.WEIGHTED,
                new BlendWeights(new double[0], new int[0]),
                0,
                IntStream.range(0, questions).mapToDouble(i -> i < hits ? 1 : 0).toArray());
    }

    @Test
    void aClearGainIsWorthTheEffort() {
        BlendCandidate given = candidate(Effort.GIVEN, 20, 100);
        BlendCandidate quotas = candidate(Effort.WEIGHTS_AND_QUOTAS, 30, 100);
        // Behind in 10 of 100 questions: 0.1, with a standard error of sqrt(0.1 * 0.9 / 99) = 0.03.
        assertThat(BlendCandidate.choose(List.of(given, quotas))).isSameAs(quotas);
    }

    @Test
    void aGainWithinOneStandardErrorIsNot() {
        BlendCandidate given = candidate(Effort.GIVEN, 20, 100);
        // Behind in 1 of 100 questions: 0.01, with a standard error of 0.01.
        assertThat(BlendCandidate.choose(List.of(given, candidate(Effort.WEIGHTS_AND_QUOTAS, 21, 100))))
                .isSameAs(given);
    }

    @Test
    void ofTheSameEffortTheBetterIsChosen() {
        BlendCandidate weights = candidate(Effort.WEIGHTS, 40, 100);
        assertThat(BlendCandidate.choose(List.of(
                candidate(Effort.GIVEN, 20, 100), candidate(Effort.WEIGHTS, 39, 100), weights,
                candidate(Effort.WEIGHTS_AND_QUOTAS, 41, 100)))).isSameAs(weights);
    }

    @Test
    void whatIsBestAndSimplestIsChosen() {
        BlendCandidate given = candidate(Effort.GIVEN, 20, 100);
        assertThat(BlendCandidate.choose(List.of(given, candidate(Effort.WEIGHTS, 10, 100)))).isSameAs(given);
    }
}
