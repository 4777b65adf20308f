package io.graphrecall.service.channel;

import java.time.Duration;

/** The moment after which an answer is of no use any more. Thread-safe. */
public final class Deadline {

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** The earlier of this one and the moment that lies {@code duration} ahead. */
    public Deadline orIn(Duration duration) {
        long other = System.nanoTime() + duration.toNanos();
        return other - nanoTime < 0 ? new Deadline(other) : this;
    }

    public boolean passed() {
        return remainingNanos() <= 0;
    }

    /** Nanoseconds left; zero or negative once passed. */
    public long remainingNanos() {
        return nanoTime - System.nanoTime();
    }
}
