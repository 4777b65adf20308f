package io.graphrecall.blend.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.blend.BlendModel;
import io.graphrecall.blend.CandidateFeatures;
import io.graphrecall.schema.Progress;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class LearnedBlendSelectionTest {

    private static final long SEED = 3;

    private static LearnedBlendSelection selection(List<LabelledCandidates> labelled) {
        return selection(AgreeingChannels.IDS, AgreeingChannels.GIVEN, labelled);
    }

    private static LearnedBlendSelection selection(
            List<String> channels, double[] given, List<LabelledCandidates> labelled) {
        return selection(channels, given, labelled, new LongTail(0.45f, 1));
    }

    private static LearnedBlendSelection selection(
            List<String> channels, double[] given, List<LabelledCandidates> labelled, LongTail tail) {
        ValidationCandidates candidates = new ValidationCandidates();
        labelled.forEach(one -> candidates.add(
                new ValidationCandidates.OfRequest(true, Map.of(), List.of(one))));
        return new LearnedBlendSelection(channels, given, candidates, tail, SEED);
    }

    private static Progress counting(AtomicLong steps) {
        return new Progress() {
            @Override
            public void begin(String task, long total) {}

            @Override
            public void advance(long more) {
                steps.addAndGet(more);
            }

            @Override
            public void end(String outcome) {}
        };
    }

    @Test
    void aBlendThatLeadsOnUsersWhoDidNotFitItIsServed() {
        List<LabelledCandidates> requests = AgreeingChannels.requests(LearnedBlendSelection.MIN_FOR_NETWORK, 1);
        AtomicLong fits = new AtomicLong();
        LearnedBlendSelection.Learned gains = selection(requests)
                .select(AgreeingChannels.equalWeightHits(requests), counting(fits)).judged();
        assertThat(fits).hasValue(LearnedBlendSelection.fits(requests.size()));
        assertThat(gains.served()).isTrue();
        assertThat(gains.overWeighted().low()).isPositive();
        assertThat(gains.tailShare()).as("half of the candidates are long tail").isBetween(0.4, 0.6);
        assertThat(gains.shapes()).extracting(LearnedBlendSelection.Shape::hiddenUnits)
                .contains(0, BlendShape.UNITS);
    }

    @Test
    void aBlendThatIsBehindIsNotServed() {
        List<LabelledCandidates> requests = AgreeingChannels.requests(60, 1);
        double[] perfect = new double[requests.size()];
        Arrays.fill(perfect, 1);
        AtomicLong fits = new AtomicLong();
        LearnedBlendSelection.Learned loses = selection(requests).select(perfect, counting(fits)).judged();
        assertThat(fits).hasValue(LearnedBlendSelection.fits(requests.size()));
        assertThat(loses.served()).isFalse();
        assertThat(loses.overWeighted().value()).isNotPositive();
        assertThat(loses.shapes()).as("too few targets for a network")
                .extracting(LearnedBlendSelection.Shape::hiddenUnits).containsOnly(0);
    }

    @Test
    void aBlendThatOverfitsIsNotServed() {
        List<String> channels = IntStream.range(0, 10).mapToObj(n -> "channel-" + n).toList();
        double[] given = new double[channels.size()];
        given[0] = 1;
        List<LabelledCandidates> requests = noisyChannels(channels.size(), 60);
        BlendModel ofGiven = weighted(channels, given);

        LearnedBlendSelection selection = selection(channels, given, requests);
        LearnedBlendSelection.Selection selected = selection.select(hits(ofGiven, requests), Progress.NONE);
        assertThat(mean(hits(selected.model(), requests))).as("on the requests that fitted it")
                .isGreaterThan(mean(hits(ofGiven, requests)));
        assertThat(selected.judged().meanHitRate()).as("on other requests")
                .isLessThan(mean(hits(ofGiven, requests)));
        assertThat(selected.judged().served()).isFalse();
    }

    /** Requests in which the first channel knows something about the target and the others know nothing. */
    private static List<LabelledCandidates> noisyChannels(int channels, int count) {
        Random random = new Random(1);
        int candidates = 100;
        return IntStream.range(0, count).mapToObj(n -> {
            int[][] slots = new int[channels][];
            float[][] parts = new float[channels][];
            for (int channel = 0; channel < channels; channel++) {
                double[] scores = random.doubles(candidates, 0.1, 0.2).toArray();
                scores[0] += channel == 0 ? 0.03 : 0;
                slots[channel] = IntStream.range(0, candidates).boxed()
                        .sorted(Comparator.comparingDouble(slot -> -scores[slot])).mapToInt(slot -> slot).toArray();
                parts[channel] = new float[candidates];
                for (int rank = 0; rank < candidates; rank++) {
                    parts[channel][rank] = (float) scores[slots[channel][rank]];
                }
            }
            return new LabelledCandidates(
                    new CandidateFeatures(slots, parts, new float[candidates], new float[candidates]), 0);
        }).toList();
    }

    @Test
    void contentsThatTieAtTheHeadAreLongTailInProportion() {
        // Two of ten contents are the head. One of them is as unknown as the eight others.
        LongTail tail = LongTail.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(tail.share(1)).isZero();
        List<String> channels = List.of("one", "two");
        double[] given = {1, 0};
        List<LabelledCandidates> unknown = noisyChannels(2, 20);
        assertThat(selection(channels, given, unknown, tail)
                .select(new double[unknown.size()], Progress.NONE).judged().tailShare())
                .isCloseTo(8 / 9.0, within(1e-9));

        LongTail untied = LongTail.of(1, 0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f, 0.3f, 0.2f, 0.1f);
        assertThat(List.of(untied.share(0.9f), untied.share(0.8f), untied.share(0.1f))).containsExactly(0.0, 1.0, 1.0);
    }

    private static BlendModel weighted(List<String> channels, double[] weights) {
        int width = CandidateFeatures.width(channels.size());
        float[] linear = new float[width];
        for (int channel = 0; channel < weights.length; channel++) {
            linear[CandidateFeatures.scoreColumn(channel)] = (float) weights[channel];
        }
        return new BlendModel(channels, linear, new float[width][0], new float[0], new float[0]);
    }

    private static double[] hits(BlendModel model, List<LabelledCandidates> requests) {
        return requests.stream().mapToDouble(request -> CandidateScores.expectedHits(
                model.raw(request.candidates()), request.target())).toArray();
    }

    private static double mean(double[] hits) {
        return Arrays.stream(hits).average().orElseThrow();
    }

    @Test
    void popularityIsAFeatureIfItGains() {
        List<LabelledCandidates> random = AgreeingChannels.requests(100, 1);
        List<LabelledCandidates> popular = AgreeingChannels.popularTargets(100, 2);

        assertThat(selection(popular).select(AgreeingChannels.equalWeightHits(popular), Progress.NONE).shape()
                .popularity()).isTrue();
        assertThat(
                selection(random).select(AgreeingChannels.equalWeightHits(random), Progress.NONE).shape().popularity())
                .isFalse();
    }

    @Test
    void anAblationRefitsTheBlendWithoutTheChannel() {
        List<LabelledCandidates> requests = AgreeingChannels.popularTargets(60, 1);
        BlendShape shape = BlendShape.LINEAR.withPopularity();
        BlendModel refitted = selection(requests).fitWithout(shape, 1);
        BlendModel full = new BlendLearner(AgreeingChannels.IDS, AgreeingChannels.GIVEN, shape).fit(requests, SEED);

        assertThat(refitted.channels()).containsExactly("one");
        // The weights of the remaining channel differ from those that were fitted with both.
        int scoreOfOne = CandidateFeatures.scoreColumn(0);
        assertThat(refitted.linear()[scoreOfOne]).isNotEqualTo(full.linear()[scoreOfOne]);
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
