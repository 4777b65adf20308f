package io.graphrecall.loaders.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How large a simulated world is. The same parameters give the same world, byte for byte.
 *
 * @param users    how many users
 * @param contents how many contents
 * @param items    how many items
 * @param events   how many events
 * @param seed     what makes one world differ from another
 * @param end      when the world ends: no event and no publication is later
 * @param span     how long before the end events begin
 */
public record WorldParameters(
        int users, int contents, int items, int events, long seed, Instant end, Duration span) {

    private static final Duration SPAN = Duration.ofDays(60);

    public WorldParameters {
        requireAtLeast(10, "users", users);
        requireAtLeast(10, "contents", contents);
        requireAtLeast(0, "items", items);
        requireAtLeast(0, "events", events);
        if (span.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("span is " + span + ", at least a day is wanted");
        }
    }

    /** A world that suits a laptop: 2,000 users, 1,500 contents, 400 items, 60,000 events, up to the hour. */
    public static WorldParameters demo(Clock clock) {
        return of(2_000, 1_500, 60_000, 1, clock.instant().truncatedTo(ChronoUnit.HOURS));
    }

    /** A world with a fitting number of items. */
    public static WorldParameters of(int users, int contents, int events, long seed, Instant end) {
        return new WorldParameters(users, contents, Math.max(10, contents * 4 / 15), events, seed, end, SPAN);
    }

    private static void requireAtLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", at least " + least + " is wanted");
        }
    }
}
