package io.graphrecall.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.blend.fit.Interval;
import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

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
        assertThat(none.value()).isZero();
        assertThat(none.high()).isCloseTo(0.0362, within(1e-4));
        assertThat(none.low()).isEqualTo(-none.high());
    }

    @Test
    void aFewEqualOutcomesAreNotCertain() {
        // Clopper and Pearson: of n hits in n requests, the lower bound is 0.025^(1 / n).
        assertThat(at(new Bootstrap(ranks(3, 1, 1, 1), 3).hitRate("a"), 10).low()).isCloseTo(0.2924, within(1e-4));
        assertThat(at(new Bootstrap(ranks(3, 0, 1, 1), 3).hitRate("a"), 10).high()).isCloseTo(0.7076, within(1e-4));
        // The sign test, too, needs six differences of the same sign.
        assertThat(onlyOfOneList(5).excludesZero()).isFalse();
        assertThat(onlyOfOneList(6).excludesZero()).isTrue();
    }

    /** Returns the difference between a list that always has the target and one that never has it. */
    private static Interval onlyOfOneList(int requests) {
        Ranks ranks = new Ranks(List.of("a", "b"));
        IntStream.range(0, requests).forEach(request -> ranks.add(Map.of("a", 1)));
        return at(new Bootstrap(ranks, 3).difference("a", "b"), 10);
    }

    @Test
    void theIntervalOfAFewRequestsCoversTheHitRate() {
        Random random = new Random(1);
        int covered = 0;
        for (int run = 0; run < 100; run++) {
            Ranks ranks = new Ranks(List.of("a"));
            IntStream.range(0, 5).forEach(request -> ranks.add(Map.of("a", random.nextInt(10) == 0 ? 0 : 1)));
            Interval interval = at(new Bootstrap(ranks, run).hitRate("a"), 10);
            covered += interval.low() <= 0.9 && interval.high() >= 0.9 ? 1 : 0;
        }
        // Resamples of five hits would have the interval 1 to 1: only 41 of 100 intervals would cover 0.9.
        assertThat(covered).isGreaterThanOrEqualTo(90);
    }

    @Test
    void aRankIsAHitFromTheSizeThatIncludesIt() {
        Bootstrap bootstrap = new Bootstrap(ranks(10, 31, 1, 1), 3);
        assertThat(at(bootstrap.hitRate("a"), 30).value()).isZero();
        assertThat(at(bootstrap.hitRate("a"), 50).value()).isEqualTo(1);
    }

    @Test
    void intervalsDependOnTheSeedOnly() {
        Ranks ranks = ranks(1_000, 1, 10, 5);
        assertThat(new Bootstrap(ranks, 3).hitRate("a")).isEqualTo(new Bootstrap(ranks, 3).hitRate("a"));
        assertThat(new Bootstrap(ranks, 3).hitRate("a")).isNotEqualTo(new Bootstrap(ranks, 4).hitRate("a"));
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
