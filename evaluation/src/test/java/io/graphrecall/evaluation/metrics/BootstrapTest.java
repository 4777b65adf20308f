package io.graphrecall.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

class BootstrapTest {

    /** Ranks of lists a and b, each with a hit at the given rank in every n-th request. */
    private static Ranks ranks(int requests, int rank, int everyA, int everyB) {
        Ranks ranks = new Ranks(List.of("a", "b"));
        for (int i = 0; i < requests; i++) {
            ranks.add(Map.of("a", i % everyA == 0 ? rank : 0, "b", i % everyB == 0 ? rank : 0));
        }
        return ranks;
    }

    private static Interval at(Map<Integer, Interval> bySize, int size) {
        return bySize.getOrDefault(size, new Interval(-1, -1, -1));
    }

    @Test
    void theIntervalOfAHitRateMatchesTheNormalApproximation() {
        // p = 0.1 of n = 1,000: 1.96 standard errors are 1.96 sqrt(0.1 0.9 / 1000) = 0.0186.
        Interval interval = at(new Bootstrap(ranks(1_000, 1, 10, 5), 3).hitRate("a"), 10);
        assertThat(interval.value()).isCloseTo(0.1, within(1e-12));
        assertThat(interval.low()).isCloseTo(0.1 - 0.0186, within(0.002));
        assertThat(interval.high()).isCloseTo(0.1 + 0.0186, within(0.002));
    }

    @Test
    void differencesArePaired() {
        // b hits all requests that a hits and as many others: the paired difference has the interval of a share of 0.1.
        Interval interval = at(new Bootstrap(ranks(1_000, 1, 10, 5), 3).difference("b", "a"), 100);
        assertThat(interval.value()).isCloseTo(0.1, within(1e-12));
        assertThat(interval.low()).isCloseTo(0.1 - 0.0186, within(0.002));
        assertThat(interval.excludesZero()).isTrue();
    }

    @Test
    void equalListsHaveAZeroDifference() {
        Interval none = at(new Bootstrap(ranks(100, 1, 7, 7), 3).difference("b", "a"), 10);
        assertThat(none).isEqualTo(new Interval(0, 0, 0));
        assertThat(none.excludesZero()).isFalse();
    }

    @Test
    void aRankIsAHitFromTheSizeThatIncludesIt() {
        Bootstrap bootstrap = new Bootstrap(ranks(10, 31, 1, 1), 3);
        assertThat(at(bootstrap.hitRate("a"), 30).high()).isZero();
        assertThat(at(bootstrap.hitRate("a"), 50)).isEqualTo(new Interval(1, 1, 1));
    }

    @Test
    void intervalsDependOnTheSeedOnly() {
        Ranks ranks = ranks(1_000, 1, 10, 5);
        assertThat(new Bootstrap(ranks, 3).hitRate("a")).isEqualTo(new Bootstrap(ranks, 3).hitRate("a"));
        assertThat(new Bootstrap(ranks, 3).hitRate("a")).isNotEqualTo(new Bootstrap(ranks, 4).hitRate("a"));
    }

    @Test
    void quantilesAreInterpolated() {
        double[] sorted = {0, 1, 2, 3, 4};
        assertThat(Bootstrap.quantile(sorted, 0.5)).isEqualTo(2);
        assertThat(Bootstrap.quantile(sorted, 0.1)).isCloseTo(0.4, within(1e-12));
        assertThat(Bootstrap.quantile(sorted, 1)).isEqualTo(4);
    }

    @Test
    void noRequestGivesZeros() {
        assertThat(at(new Bootstrap(new Ranks(List.of("a")), 1).hitRate("a"), 10)).isEqualTo(new Interval(0, 0, 0));
    }

    @Test
    void selectsListsAndRequests() {
        BitSet selected = new BitSet();
        selected.set(0, 10);
        Ranks part = ranks(100, 1, 10, 5).select(List.of("b"), selected);
        assertThat(part.requests()).isEqualTo(10);
        assertThat(part.hitRate("b", 10)).isEqualTo(0.2);
        assertThatThrownBy(() -> part.hitRate("a", 10)).hasMessageContaining("'a'");
    }
}
