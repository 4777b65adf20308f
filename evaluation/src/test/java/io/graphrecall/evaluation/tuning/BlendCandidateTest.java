package io.graphrecall.evaluation.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.evaluation.tuning.BlendCandidate.Fitted;
import io.graphrecall.service.blend.Blend;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class BlendCandidateTest {

    /** A blend that hits the target of the first requests only. */
    private static BlendCandidate candidate(Fitted fitted, int hits, int requests) {
        return new BlendCandidate(
                fitted,
                Blend.WEIGHTED,
                0,
                IntStream.range(0, requests / 2).mapToDouble(i -> i < hits / 2 ? 1 : 0).toArray(),
                IntStream.range(0, requests - requests / 2).mapToDouble(i -> i < hits - hits / 2 ? 1 : 0).toArray());
    }

    @Test
    void aClearGainIsSelected() {
        BlendCandidate given = candidate(Fitted.GIVEN, 20, 100);
        BlendCandidate weights = candidate(Fitted.WEIGHTS, 30, 100);
        assertThat(BlendCandidate.select(List.of(given, weights))).isSameAs(weights);
    }

    @Test
    void theBetterBlendIsSelectedAlsoIfTheEvidenceIsThin() {
        BlendCandidate weights = candidate(Fitted.WEIGHTS, 21, 100);
        // Ahead in 1 of 100 requests: 0.01, with a standard error of 0.01.
        assertThat(BlendCandidate.select(List.of(candidate(Fitted.GIVEN, 20, 100), weights))).isSameAs(weights);
    }

    @Test
    void ofEquallyGoodBlendsTheSimplerIsSelected() {
        BlendCandidate given = candidate(Fitted.GIVEN, 20, 100);
        assertThat(BlendCandidate.select(List.of(candidate(Fitted.WEIGHTS, 20, 100), given))).isSameAs(given);
    }

    @Test
    void bothHalvesCount() {
        BlendCandidate given = new BlendCandidate(Fitted.GIVEN, Blend.RRF, 0, new double[] {1, 0}, new double[] {0, 0});
        BlendCandidate weights = new BlendCandidate(
                Fitted.WEIGHTS, Blend.RRF, 0, new double[] {0, 0}, new double[] {1, 1});
        assertThat(BlendCandidate.select(List.of(given, weights))).isSameAs(weights);
    }

    @Test
    void ofEquallySimpleBlendsTheBetterIsSelected() {
        BlendCandidate weights = candidate(Fitted.WEIGHTS, 40, 100);
        assertThat(BlendCandidate.select(List.of(
                candidate(Fitted.GIVEN, 20, 100), candidate(Fitted.WEIGHTS, 39, 100), weights))).isSameAs(weights);
    }

    @Test
    void theBestBlendIsSelectedIfItIsTheSimplest() {
        BlendCandidate given = candidate(Fitted.GIVEN, 20, 100);
        assertThat(BlendCandidate.select(List.of(given, candidate(Fitted.WEIGHTS, 10, 100)))).isSameAs(given);
    }
}
