package io.graphrecall.blend.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.blend.fit.ValidationCandidates.OfRequest;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

class ValidationCandidatesTest {

    private static ValidationCandidates candidates(List<OfRequest> requests) {
        ValidationCandidates candidates = new ValidationCandidates();
        requests.forEach(candidates::add);
        return candidates;
    }

    @Test
    void aRequestIsScoredByAModelThatItDidNotFit() {
        List<LabelledCandidates> labelled = AgreeingChannels.requests(23, 1);
        ValidationCandidates candidates = candidates(
                labelled.stream().map(one -> new OfRequest(true, Map.of(), List.of(one))).toList());
        // The model is the list of the requests that fitted it.
        ToDoubleBiFunction<List<LabelledCandidates>, LabelledCandidates> fitted = (model,
                request) -> model.contains(request) ? 1 : 0;

        assertThat(candidates.crossFittedHits(OfRequest::labelled, model -> model, fitted)).hasSize(23).containsOnly(0);
        assertThat(candidates.hits(OfRequest::labelled, labelled, fitted)).containsOnly(1);
    }

    @Test
    void aRequestWhoseFirstTargetNoChannelReturnsIsAMissButAddsItsOtherTargets() {
        List<LabelledCandidates> later = AgreeingChannels.requests(2, 1);
        ValidationCandidates candidates = candidates(List.of(
                new OfRequest(false, Map.of(), List.of()), new OfRequest(false, Map.of(), later)));

        assertThat(candidates.training(OfRequest::labelled)).isEqualTo(later);
        assertThat(candidates.hits(OfRequest::labelled, 0, (model, request) -> 1)).containsExactly(0, 0);
    }

    @Test
    void aRequestDoesNotSelectTheModelThatScoresIt() {
        // Each model hits the requests of one fold only, so on the other folds it is not better than the others.
        double[][] noise = new double[ValidationCandidates.FOLDS][4 * ValidationCandidates.FOLDS];
        for (int request = 0; request < noise[0].length; request++) {
            noise[request % noise.length][request] = 1;
        }
        double[] constant = new double[noise[0].length];
        Arrays.fill(constant, 0.3);

        assertThat(ValidationCandidates.crossFittedBest(noise)).containsOnly(0);
        assertThat(ValidationCandidates.crossFittedBest(new double[][] {noise[0], constant})).containsOnly(0.3);
        assertThat(ValidationCandidates.best(new double[][] {noise[0], constant}, ValidationCandidates.NO_FOLD))
                .isEqualTo(1);
    }
}
