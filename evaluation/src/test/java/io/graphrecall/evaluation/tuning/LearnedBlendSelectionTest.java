package io.graphrecall.evaluation.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.service.blend.BlendModel;
import io.graphrecall.service.blend.CandidateFeatures;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

class LearnedBlendSelectionTest {

    private static final long SEED = 3;

    private static LearnedBlendSelection selection(List<LabelledCandidates> a, List<LabelledCandidates> b) {
        return new LearnedBlendSelection(
                AgreeingChannels.IDS, half(b), half(a), 0.45f, SEED);
    }

    /** A quarter of the requests have a target that no channel returned. */
    private static LearnedBlendSelection.Half half(List<LabelledCandidates> labelled) {
        return new LearnedBlendSelection.Half(labelled, labelled.size() * 4 / 3);
    }

    @Test
    void aBlendThatLeadsOnHalfAIsServed() {
        List<LabelledCandidates> a = AgreeingChannels.requests(120, 1);
        LearnedBlendSelection selection = selection(a, AgreeingChannels.requests(300, 2));
        LearnedBlendSelection.Selection selected = selection.select();

        LearnedBlendSelection.Learned gains = selection.judge(
                selected, Arrays.copyOf(AgreeingChannels.equalWeightHits(a), 160));
        assertThat(gains.served()).isTrue();
        assertThat(gains.overWeighted().low()).isPositive();
        assertThat(gains.tailShare()).as("half of the candidates are long tail").isBetween(0.4, 0.6);
        assertThat(gains.shapes()).extracting(LearnedBlendSelection.Shape::hiddenUnits).contains(0, 16);

        double[] perfect = new double[160];
        Arrays.fill(perfect, 0, a.size(), 1);
        LearnedBlendSelection.Learned loses = selection.judge(selected, perfect);
        assertThat(loses.served()).isFalse();
        assertThat(loses.overWeighted().value()).isNotPositive();
    }

    @Test
    void halfBAloneSelectsTheShape() {
        List<LabelledCandidates> random = AgreeingChannels.requests(120, 1);
        List<LabelledCandidates> popular = AgreeingChannels.popularTargets(120, 2);

        assertThat(selection(random, popular).select().shape().popularity()).isTrue();
        // Half A would gain by popularity, but it judges the blend and must not shape it.
        assertThat(selection(popular, random).select().shape().popularity()).isFalse();
    }

    @Test
    void anAblationRefitsTheBlendWithoutTheChannel() {
        List<LabelledCandidates> b = AgreeingChannels.popularTargets(120, 1);
        LearnedBlendSelection selection = selection(AgreeingChannels.popularTargets(60, 2), b);
        BlendShape shape = BlendShape.NETWORK.withPopularity();
        BlendModel refitted = selection.fitWithout(shape, 1);

        assertThat(refitted.channels()).containsExactly("one");
        // The weights of the remaining channel differ from those that were fitted with both.
        int firstOfOne = 0;
        assertThat(refitted.linear()[firstOfOne]).isNotEqualTo(selection.fit(shape).linear()[firstOfOne]);
    }

    @Test
    void candidatesThatOnlyTheRemovedChannelReturnedAreRemoved() {
        // Channel 0 returns 0 and 2, channel 1 returns 1 and 2.
        CandidateFeatures candidates = new CandidateFeatures(
                new int[][] {{0, 2}, {1, 2}}, new float[][] {{0.8f, 0.6f}, {0.6f, 0.8f}}, new float[3],
                new float[] {0.1f, 0.2f, 0.3f});
        LabelledCandidates remaining = Objects.requireNonNull(new LabelledCandidates(candidates, 2).without(0));

        assertThat(remaining.candidates().size()).isEqualTo(2);
        assertThat(remaining.target()).isEqualTo(1);
        assertThat(remaining.candidates().popularity(1)).isEqualTo(0.3f);
        assertThat(new LabelledCandidates(candidates, 0).without(0)).isNull();
    }
}
