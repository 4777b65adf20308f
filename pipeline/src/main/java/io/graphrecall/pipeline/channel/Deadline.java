package io.graphrecall.pipeline.channel;

import java.time.Duration;

/** The time at which a request stops waiting for results. Thread-safe. */
public final class Deadline {

    /** As {@link System#nanoTime()}. */
    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the deadline that is a duration from now. */
    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    public boolean passed() {
        return remainingNanos() <= 0;
    }

    /** Returns the nanoseconds left; zero or negative once passed. */
    public long remainingNanos() {
        return nanoTime - System.nanoTime();
    }
}
