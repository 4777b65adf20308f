package io.graphrecall.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

class RateLimitsTest {

    private Instant now = Instant.EPOCH;

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

    @Test
    void requestsAboveTheLimitPerSecondWaitForTheRefill() {
        RateLimits perSecond = new RateLimits(new RateParameters(2, 0, 0), () -> now);
        assertThat(perSecond.take(subject(0))).isZero();
        assertThat(perSecond.take(subject(0))).isZero();
        assertThat(perSecond.take(subject(0))).isEqualTo(Duration.ofMillis(500));
        assertThat(perSecond.take(subject(1))).as("another key").isZero();
        now = now.plusMillis(500);
        assertThat(perSecond.take(subject(0))).isZero();
        assertThat(perSecond.take(subject(0))).isPositive();
    }

    @Test
    void aBatchIsServedAndItsRequestsCount() {
        RateLimits perSecond = new RateLimits(new RateParameters(2, 0, 0), () -> now);
        assertThat(perSecond.take(subject(0))).isZero();
        perSecond.charge(subject(0), 9);
        assertThat(perSecond.take(subject(0))).isEqualTo(Duration.ofMillis(4500));
        perSecond.charge(subject(1), 0);
        assertThat(perSecond.take(subject(1))).isZero();
        now = now.plusMillis(4500);
        assertThat(perSecond.take(subject(0))).isZero();
        assertThat(perSecond.take(subject(0))).isPositive();
    }

    @Test
    void aBurstIsTheNumberOfRequestsAtOnce() {
        RateLimits burst = new RateLimits(new RateParameters(2, 5, 0), () -> now);
        for (int i = 0; i < 5; i++) {
            assertThat(burst.take(subject(0))).isZero();
        }
        assertThat(burst.take(subject(0))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void bothLimitsOfAKeyTakePrecedenceOverTheDefaults() {
        RateLimits defaults = new RateLimits(new RateParameters(100, 0, 100), () -> now);
        ApiKey key = new ApiKey("own", ApiKey.hash("own"), Set.of(Role.RECALL), null, null, null, 1, 2);
        assertThat(defaults.take(key)).isZero();
        assertThat(defaults.take(key)).as("per second").isEqualTo(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(defaults.take(key)).isZero();
        now = now.plusSeconds(1);
        assertThat(defaults.take(key)).as("per day").isEqualTo(Duration.ofDays(1).minusSeconds(2));
    }

    private static ApiKey subject(int number) {
        return ApiKey.ofSettings("token.s" + number, "", Role.RECALL);
    }
}
