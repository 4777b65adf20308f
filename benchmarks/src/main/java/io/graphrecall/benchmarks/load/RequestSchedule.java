package io.graphrecall.benchmarks.load;

/** Due times of requests at a constant rate, in nanoseconds of {@link System#nanoTime()}. For one thread. */
final class RequestSchedule {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long start;
    private final int rate;
    private long issued;

    /**
     * A schedule of {@code rate} requests a second.
     *
     * @param start due time of the first request
     */
    RequestSchedule(long start, int rate) {
        this.start = start;
        this.rate = rate;
    }

    /** Returns the due time of the next request. Time may have passed it already. */
    long next() {
        return dueAt(issued++);
    }

    /** Returns the number of requests that {@link #next()} has not returned yet and that are due before a time. */
    long overdue(long time) {
        long due = Math.max(0, Math.ceilDiv((time - start) * rate, NANOS_PER_SECOND));
        return Math.max(0, due - issued);
    }

    private long dueAt(long number) {
        return start + number * NANOS_PER_SECOND / rate;
    }
}
