package io.graphrecall.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class ValueBucketsTest {

    @Test
    void eachCountHasTheBucketThatIncludesIt() {
        assertThat(ValueBuckets.COUNTS.labels()).containsExactly("0", "1-4", "5-9", "10-19", "20-49", "50+");
        assertThat(Stream.of(0L, 1L, 4L, 5L, 49L, 50L, 1_000L).map(ValueBuckets.COUNTS::label))
                .containsExactly("0", "1-4", "1-4", "5-9", "20-49", "50+", "50+");
    }

    @Test
    void anAgeBeforeThePublicationHasItsOwnBucket() {
        assertThat(Stream.of(ValueBuckets.UNKNOWN, -1L, 0L, 6L, 7L, 400L).map(ValueBuckets.DAYS::label))
                .containsExactly("unknown", "before publication", "under 1 day", "1-6 days", "7-29 days",
                        "30 days or more");
    }

    @Test
    void rejectsLowerBoundsThatDoNotAscend() {
        assertThatThrownBy(() -> new ValueBuckets(List.of("a", "b"), List.of(1L, 1L))).hasMessageContaining("[1, 1]");
    }
}
