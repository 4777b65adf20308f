package io.graphrecall.blend.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.fit.BlendCandidate.Fitted;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class BlendCandidateTest {

    /** A blend that hits the target of the first requests only. */
    private static BlendCandidate candidate(Fitted fitted, int hits, int requests) {
        return new BlendCandidate(
                fitted, Blend.WEIGHTED, new double[0], 0,
                IntStream.range(0, requests).mapToDouble(i -> i < hits ? 1 : 0).toArray());
    }

    @Test
    void fittedWeightsAreSelectedUnlessAnotherBlendLeadsClearly() {
        for (int requests : List.of(1, 11, 20, 40, 100)) {
            BlendCandidate weights = candidate(Fitted.WEIGHTS, requests / 5, requests);
            // Ahead in 1 of 100 requests: 0.01, with a standard error of 0.01.
            BlendCandidate ahead = candidate(Fitted.GIVEN, requests / 5 + 1, requests);
            assertThat(BlendCandidate.select(List.of(ahead, weights))).as("%d requests", requests).isSameAs(weights);
        }
    }

    @Test
    void overfittedWeightsAreReplacedByTheGivenOnes() {
        BlendCandidate given = candidate(Fitted.GIVEN, 30, 100);
        assertThat(BlendCandidate.select(List.of(given, candidate(Fitted.WEIGHTS, 20, 100)))).isSameAs(given);
    }

    @Test
    void theBestChannelAloneIsSelectedIfEveryBlendIsClearlyBehindIt() {
        BlendCandidate channel = candidate(Fitted.CHANNEL, 40, 100);
        assertThat(BlendCandidate.select(List.of(
                candidate(Fitted.GIVEN, 30, 100), candidate(Fitted.WEIGHTS, 20, 100), channel))).isSameAs(channel);
    }

    @Test
    void ofBlendsThatLeadClearlyTheBestIsSelected() {
        BlendCandidate best = candidate(Fitted.WEIGHTS, 50, 100);
        assertThat(BlendCandidate.select(List.of(
                candidate(Fitted.WEIGHTS, 20, 100), candidate(Fitted.GIVEN, 40, 100), best))).isSameAs(best);
    }
}
