package io.graphrecall.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

class RateLimitsTest {

    private final RateLimits limits = new RateLimits(
            new RateParameters(0, 0, 1), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void theBucketsOfSubjectsThatCalledLongAgoAreDropped() {
        assertThat(limits.take(subject(0))).isZero();
        for (int i = 1; i < RateLimits.MAX_BUCKETS + 10; i++) {
            assertThat(limits.take(subject(i))).isZero();
            assertThat(limits.take(subject(0))).as("a subject that calls all the time").isPositive();
        }
        assertThat(limits.size()).isEqualTo(RateLimits.MAX_BUCKETS);
        assertThat(limits.take(subject(1))).isZero();
    }

    private static ApiKey subject(int number) {
        return ApiKey.ofSettings("token.s" + number, "", Role.RECALL);
    }
}
