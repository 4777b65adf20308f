package io.graphrecall.service.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Token buckets of keys, in the memory of one member: of the {@value #MAX_BUCKETS} keys and subjects that called last.
 * Thread-safe.
 */
public final class RateLimits {

    /** A bucket takes about half a kilobyte. */
    static final int MAX_BUCKETS = 100_000;

    private final RateParameters defaults;
    private final InstantSource clock;
    private final Map<Holder, Bucket> buckets = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Holder, Bucket> eldest) {
            return size() > MAX_BUCKETS;
        }
    });

    /** A key with its limits. Tokens of one subject share them, whatever roles they have. */
    private record Holder(String name, String sha256, int perSecond, int perDay) {}

    /** @param defaults limits of keys without their own */
    public RateLimits(RateParameters defaults, InstantSource clock) {
        this.defaults = defaults;
        this.clock = clock;
    }

    /** Takes a request of a key. Returns zero if it is within the limits, otherwise the time until the next one is. */
    public Duration take(ApiKey key) {
        return bucket(key).map(bucket -> Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1)
                .getNanosToWaitForRefill())).orElse(Duration.ZERO);
    }

    /**
     * Counts further requests of a key, as those of a batch, even beyond its limits. {@link #take} then refuses requests until
     * the limits allow all of these.
     */
    public void charge(ApiKey key, int requests) {
        if (requests > 0) {
            bucket(key).ifPresent(bucket -> bucket.consumeIgnoringRateLimits(requests));
        }
    }

    /** Returns the bucket of a key; empty if the key has no limit. */
    private Optional<Bucket> bucket(ApiKey key) {
        int perSecond = Objects.requireNonNullElse(key.perSecond(), defaults.perSecond());
        int perDay = Objects.requireNonNullElse(key.perDay(), defaults.perDay());
        return perSecond == 0 && perDay == 0
                ? Optional.empty()
                : Optional.of(buckets.computeIfAbsent(
                        new Holder(key.name(), key.sha256(), perSecond, perDay), unused -> bucket(perSecond, perDay)));
    }

    /** Returns the number of buckets. */
    int size() {
        return buckets.size();
    }

    private Bucket bucket(int perSecond, int perDay) {
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(new Meter(clock));
        if (perSecond > 0) {
            int burst = defaults.burst() == 0 ? perSecond : defaults.burst();
            bucket.addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)));
        }
        if (perDay > 0) {
            Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
            bucket.addLimit(limit -> limit.capacity(perDay)
                    .refillIntervallyAligned(perDay, Duration.ofDays(1), midnight));
        }
        return bucket.build();
    }

    /** Time of the buckets. */
    private record Meter(InstantSource clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
