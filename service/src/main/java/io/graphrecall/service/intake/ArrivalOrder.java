package io.graphrecall.service.intake;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers events by their arrival, above all line numbers of files. The numbers follow the clock, in microseconds, so
 * that they go on rising after a restart and over all members; no two from one member are the same. Thread-safe.
 */
public final class ArrivalOrder {

    private static final long ABOVE_LINE_NUMBERS = 1L << 40;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    public ArrivalOrder(InstantSource clock) {
        this.clock = clock;
    }

    public long next() {
        long micros = clock.millis() * 1000;
        return ABOVE_LINE_NUMBERS + last.updateAndGet(before -> Math.max(before + 1, micros));
    }
}
