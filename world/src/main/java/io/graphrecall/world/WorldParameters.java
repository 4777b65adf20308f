package io.graphrecall.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How large a simulated world is and how hard to read. The same parameters give the same world, byte for byte.
 *
 * @param users       how many users
 * @param contents    how many contents
 * @param items       how many items
 * @param events      how many events
 * @param seed        what makes one world differ from another
 * @param end         when the world ends: no event and no publication is later
 * @param span        how long before the end events begin
 * @param noise       the share of clicks that do not come from interest, from 0 to below 1
 * @param querySignal the share of searches whose words tell what the session is after, from 0 to 1; the others tell
 *                    nothing of it
 * @param media       whether covers, frames and sounds are made
 */
public record WorldParameters(int users, int contents, int items, int events, long seed, Instant end, Duration span,
        double noise, double querySignal, boolean media) {

    /** When a world ends that is not told otherwise: the same for everyone, so that the same command makes the same world. */
    public static final Instant END = Instant.parse("2025-07-01T00:00:00Z");

    private static final Duration SPAN = Duration.ofDays(60);
    private static final double NOISE = 0.4;
    private static final double QUERY_SIGNAL = 0.9;

    /** Up to so many contents, media take less time and room than a user notices. */
    private static final int CONTENTS_WITH_MEDIA = 5_000;

    public WorldParameters {
        requireAtLeast(10, "users", users);
        requireAtLeast(10, "contents", contents);
        requireAtLeast(0, "items", items);
        requireAtLeast(0, "events", events);
        if (span.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("span is " + span + ", at least a day is wanted");
        }
        if (!(noise >= 0 && noise < 1)) {
            throw new IllegalArgumentException("noise is " + noise + ", from 0 to below 1 is wanted");
        }
        if (!(querySignal >= 0 && querySignal <= 1)) {
            throw new IllegalArgumentException("query signal is " + querySignal + ", from 0 to 1 is wanted");
        }
    }

    /** A world that suits a laptop: 2,000 users, 1,500 contents, 400 items, 60,000 events, up to the hour, with media. */
    public static WorldParameters demo(Clock clock) {
        return of(2_000, 1_500, 60_000, 1, clock.instant().truncatedTo(ChronoUnit.HOURS)).withMedia(true);
    }

    /** A world with a fitting number of items, two clicks in five without interest, telling queries, without media. */
    public static WorldParameters of(int users, int contents, int events, long seed, Instant end) {
        return new WorldParameters(users, contents, Math.max(10, (int) (contents * 4L / 15)), events, seed, end, SPAN,
                NOISE, QUERY_SIGNAL, false);
    }

    public WorldParameters withItems(int number) {
        return new WorldParameters(users, contents, number, events, seed, end, span, noise, querySignal, media);
    }

    public WorldParameters withNoise(double share) {
        return new WorldParameters(users, contents, items, events, seed, end, span, share, querySignal, media);
    }

    public WorldParameters withQuerySignal(double share) {
        return new WorldParameters(users, contents, items, events, seed, end, span, noise, share, media);
    }

    public WorldParameters withMedia(boolean made) {
        return new WorldParameters(users, contents, items, events, seed, end, span, noise, querySignal, made);
    }

    /** Media where the world is small enough for them: at most 5,000 contents. */
    public WorldParameters withMediaBySize() {
        return withMedia(contents <= CONTENTS_WITH_MEDIA);
    }

    Instant start() {
        return end.minus(span);
    }

    private static void requireAtLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", at least " + least + " is wanted");
        }
    }
}
