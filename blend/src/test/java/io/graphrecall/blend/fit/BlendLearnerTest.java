package io.graphrecall.blend.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.blend.BlendModel;
import io.graphrecall.blend.CandidateFeatures;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class BlendLearnerTest {

    private static double meanHits(BlendModel model, List<LabelledCandidates> requests) {
        return requests.stream().mapToDouble(request -> CandidateScores.expectedHits(
                model.raw(request.candidates()), request.target())).average().orElseThrow();
    }

    @Test
    void improvesRequestsThatItWasNotFittedTo() {
        BlendModel model = new BlendLearner(AgreeingChannels.IDS, AgreeingChannels.GIVEN, BlendShape.NETWORK)
                .fit(AgreeingChannels.requests(300, 1), 7);
        List<LabelledCandidates> others = AgreeingChannels.requests(100, 2);
        double weighted = Arrays.stream(AgreeingChannels.equalWeightHits(others)).average().orElseThrow();

        assertThat(meanHits(model, others)).isGreaterThan(weighted + 0.05);
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        List<LabelledCandidates> requests = AgreeingChannels.requests(40, 1);
        BlendLearner learner = new BlendLearner(AgreeingChannels.IDS, AgreeingChannels.GIVEN,
                BlendShape.NETWORK.withPopularity());
        BlendModel first = learner.fit(requests, 7);
        BlendModel second = learner.fit(requests, 7);

        assertThat(first.linear()).isEqualTo(second.linear());
        assertThat(first.hidden()).isDeepEqualTo(second.hidden());
    }

    @Test
    void popularityHasAWeightOnlyIfItIsAFeature() {
        int popularity = CandidateFeatures.width(2) - 1;
        List<LabelledCandidates> requests = AgreeingChannels.requests(40, 1);

        assertThat(new BlendLearner(AgreeingChannels.IDS, AgreeingChannels.GIVEN, BlendShape.NETWORK).fit(requests, 7)
                .linear()[popularity])
                .isZero();
        assertThat(new BlendLearner(AgreeingChannels.IDS, AgreeingChannels.GIVEN, BlendShape.NETWORK.withPopularity())
                .fit(requests, 7)
                .linear()[popularity]).isNotZero();
    }

    @Test
    void aLinearModelHasNoHiddenUnits() {
        BlendModel model = new BlendLearner(AgreeingChannels.IDS, AgreeingChannels.GIVEN, BlendShape.LINEAR)
                .fit(AgreeingChannels.requests(40, 1), 7);
        assertThat(model.bias()).isEmpty();
        assertThat(model.raw(AgreeingChannels.requests(1, 2).getFirst().candidates()))
                .hasSize(AgreeingChannels.CANDIDATES);
    }
}
