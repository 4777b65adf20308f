package io.graphrecall.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class RankingMetricsTest {

    private final RankingMetrics.Counter counter = new RankingMetrics.Counter();

    @Test
    void matchesValuesComputedByHand() {
        counter.add(List.of("c1"), Lists.numbered(100));
        counter.add(List.of("c10"), Lists.numbered(100));
        counter.add(List.of("c31"), Lists.numbered(100));
        counter.add(List.of("elsewhere"), Lists.numbered(100));
        RankingMetrics metrics = counter.metrics();
        assertThat(metrics.requests()).isEqualTo(4);
        assertThat(metrics.hitRate()).isEqualTo(Map.of(10, 0.5, 30, 0.5, 50, 0.75, 100, 0.75));
        // 1 / log2(2) = 1, 1 / log2(11) = 0.289065, 1 / log2(32) = 0.2
        assertThat(metrics.ndcg().get(10)).isCloseTo((1 + 0.289065) / 4, within(1e-6));
        assertThat(metrics.ndcg().get(50)).isCloseTo((1 + 0.289065 + 0.2) / 4, within(1e-6));
        assertThat(metrics.mrr()).isCloseTo((1 + 0.1 + 1 / 31.0) / 4, within(1e-12));
    }

    @Test
    void recallUsesAllTargetsAndHitRateTheFirst() {
        counter.add(List.of("elsewhere", "c2", "c40", "c90"), Lists.numbered(100));
        RankingMetrics metrics = counter.metrics();
        assertThat(metrics.hitRate().get(100)).isZero();
        assertThat(metrics.recall()).isEqualTo(Map.of(10, 0.25, 30, 0.25, 50, 0.5, 100, 0.75));
    }

    @Test
    void anEmptyListIsAMiss() {
        counter.add(List.of("c1"), Lists.list());
        assertThat(counter.metrics().hitRate()).isEqualTo(Map.of(10, 0.0, 30, 0.0, 50, 0.0, 100, 0.0));
    }

    @Test
    void noRequestGivesZeros() {
        assertThat(counter.metrics().mrr()).isZero();
    }
}
