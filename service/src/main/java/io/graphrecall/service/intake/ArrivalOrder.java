package io.graphrecall.service.intake;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Assigns posted events increasing numbers, above all line numbers of files. The numbers follow the clock in microseconds,
 * so they keep increasing across restarts and members as their clocks do. Numbers of one member are unique. Thread-safe.
 */
public final class ArrivalOrder {

    private static final long ABOVE_LINE_NUMBERS = 1L << 40;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    public ArrivalOrder(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the next number. */
    public long next() {
        long micros = clock.millis() * 1000;
        return ABOVE_LINE_NUMBERS + last.updateAndGet(previous -> Math.max(previous + 1, micros));
    }
}
