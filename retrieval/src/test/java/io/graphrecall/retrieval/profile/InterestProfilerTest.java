package io.graphrecall.retrieval.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class InterestProfilerTest {

    private static final long NOW = Duration.ofDays(1000).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int MAKEUP = 0;
    private static final int NAILS = 1;
    private static final int SHOES = 2;
    private static final float[] IDF = {1, 2, 3};

    private final InterestProfiler realTimes = profiler(DataSet.Timestamps.REAL);
    private final InterestProfiler orderOnly = profiler(DataSet.Timestamps.ORDER_ONLY);

    @Test
    void aWeightIsTheShareOfEngagementsTimesIdf() {
        Interests interests = orderOnly.profile(List.of(click(0, MAKEUP), click(0, MAKEUP, NAILS)), 0);

        SparseVector longterm = interests.longterm(FeatureSpace.TAG);
        assertThat(longterm.weight(MAKEUP)).isCloseTo(1, within(1e-6f));
        double older = Math.pow(0.5, 1.0 / 20);
        assertThat(longterm.weight(NAILS)).isCloseTo((float) (2 / (1 + older)), within(1e-6f));
        assertThat(longterm.ordinals()).containsExactly(NAILS, MAKEUP);
    }

    @Test
    void combinedInterestsMixBothHorizons() {
        Interests interests = orderOnly.profile(List.of(click(0, MAKEUP), click(0, NAILS)), 0);

        float realtime = interests.realtime(FeatureSpace.TAG).weight(NAILS) / IDF[NAILS];
        float longterm = interests.longterm(FeatureSpace.TAG).weight(NAILS) / IDF[NAILS];
        assertThat(interests.combined(FeatureSpace.TAG).weight(NAILS))
                .isCloseTo((2 * realtime + longterm) / 3 * IDF[NAILS] * IDF[NAILS], within(1e-5f));
    }

    @Test
    void combinedInterestsWeighRelevanceAndAttributes() {
        FeatureTables tags = tables(1, 4, 0.5f);
        InterestProfiler profiler = new InterestProfiler(ProfileParameters.DEFAULT, DataSet.Timestamps.REAL,
                Map.of(FeatureSpace.TAG, tags, FeatureSpace.ATTRIBUTE, tables(0.25f, 1, 2)));
        SparseVector all = new SparseVector(new int[] {MAKEUP, NAILS, SHOES}, new float[] {1, 1, 1});
        Interests interests = profiler.profile(List.of(new EngagedNode(Action.CLICK, NOW, -1,
                new FeatureArrays(Map.of(FeatureSpace.TAG, all, FeatureSpace.ATTRIBUTE, all)))), NOW);

        SparseVector combined = interests.combined(FeatureSpace.TAG);
        assertThat(combined.ordinals()).containsExactly(NAILS, SHOES, MAKEUP);
        assertThat(combined.weights()).containsExactly(new float[] {2 * 2 * 4, 3 * 3 * 0.5f, 1}, within(1e-5f));
        combined = interests.combined(FeatureSpace.ATTRIBUTE);
        assertThat(combined.ordinals()).containsExactly(SHOES, NAILS, MAKEUP);
        assertThat(combined.weights()).as("an attribute counts twice")
                .containsExactly(new float[] {2 * 3 * 3 * 2, 2 * 2 * 2, 2 * 0.25f}, within(1e-5f));
    }

    @Test
    void aRecentInterestOutweighsAFrequentOldOne() {
        List<EngagedNode> history = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            history.add(click(NOW - (100L - i) * 24 * HOUR, SHOES));
        }
        history.add(click(NOW - HOUR, NAILS));

        Interests interests = realTimes.profile(history, NOW);

        assertThat(interests.realtime(FeatureSpace.TAG).ordinals()).containsExactly(NAILS);
        assertThat(interests.longterm(FeatureSpace.TAG).size()).isEqualTo(2);
        assertThat(interests.combined(FeatureSpace.TAG).ordinals()[0]).isEqualTo(NAILS);
    }

    @Test
    void withoutRecentEventsTheLongTermHorizonCountsFully() {
        Interests interests = realTimes.profile(List.of(click(NOW - 100 * 24 * HOUR, SHOES)), NOW);

        assertThat(interests.realtime(FeatureSpace.TAG).isEmpty()).isTrue();
        assertThat(interests.combined(FeatureSpace.TAG).weight(SHOES))
                .isCloseTo(IDF[SHOES] * IDF[SHOES], within(1e-4f));
    }

    @Test
    void orderOnlyTimestampsGiveNoAges() {
        List<EngagedNode> shortSpan = List.of(click(0, MAKEUP), click(1, NAILS));
        List<EngagedNode> longSpan = List.of(click(0, MAKEUP), click(500 * 24 * HOUR, NAILS));

        assertThat(orderOnly.profile(shortSpan, 1).combined(FeatureSpace.TAG).weights())
                .containsExactly(orderOnly.profile(longSpan, NOW).combined(FeatureSpace.TAG).weights());
    }

    @Test
    void skipsAndDislikesReduceAnInterest() {
        List<EngagedNode> liked = List.of(click(NOW, MAKEUP), click(NOW, NAILS));
        List<EngagedNode> skipped = List.of(liked.get(0), liked.get(1), act(Action.SKIP, NOW, NAILS));
        List<EngagedNode> disliked = List.of(liked.get(0), liked.get(1), act(Action.DISLIKE, NOW, NAILS));

        assertThat(realTimes.profile(skipped, NOW).longterm(FeatureSpace.TAG).weight(NAILS))
                .isPositive().isLessThan(realTimes.profile(liked, NOW).longterm(FeatureSpace.TAG).weight(NAILS));
        assertThat(realTimes.profile(disliked, NOW).combined(FeatureSpace.TAG).ordinals()).containsExactly(MAKEUP);
        assertThat(realTimes.profile(List.of(act(Action.DISLIKE, NOW, NAILS)), NOW)
                .combined(FeatureSpace.TAG).isEmpty()).isTrue();
    }

    @Test
    void purchasesAndSearchesGiveInterests() {
        Interests interests = realTimes.profile(
                List.of(act(Action.PURCHASE, NOW - HOUR, SHOES), act(Action.SEARCH, NOW, NAILS)), NOW);

        assertThat(interests.combined(FeatureSpace.TAG).ordinals()).containsExactlyInAnyOrder(SHOES, NAILS);
    }

    @Test
    void aFeatureNewerThanTheGenerationGetsTheLargestIdf() {
        Interests interests = realTimes.profile(List.of(click(NOW, 99)), NOW);

        assertThat(interests.longterm(FeatureSpace.TAG).weight(99)).isCloseTo(3, within(1e-6f));
    }

    @Test
    void aUserWithoutEngagementsHasNoInterests() {
        assertThat(realTimes.profile(List.of(), NOW)).isSameAs(Interests.NONE);
        assertThat(Interests.NONE.realtime(FeatureSpace.TERM).isEmpty()).isTrue();
    }

    private static InterestProfiler profiler(DataSet.Timestamps timestamps) {
        return new InterestProfiler(ProfileParameters.DEFAULT, timestamps, Map.of(FeatureSpace.TAG, tables(1, 1, 1)));
    }

    private static FeatureTables tables(float... relevance) {
        CsrTable none = CsrTable.empty(0, IDF.length);
        NodeIndex index = NodeIndex.of(List.of("makeup", "nails", "shoes"));
        return new FeatureTables(index, index, IDF, relevance, none, none, none, CsrTable.empty(IDF.length, 0));
    }

    private static EngagedNode click(long at, int... tags) {
        return act(Action.CLICK, at, tags);
    }

    private static EngagedNode act(Action action, long at, int... tags) {
        float[] weights = new float[tags.length];
        Arrays.fill(weights, 1);
        return new EngagedNode(action, at, -1,
                new FeatureArrays(Map.of(FeatureSpace.TAG, new SparseVector(tags, weights))));
    }
}
