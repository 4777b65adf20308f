package io.graphrecall.world;

import java.time.Duration;

/**
 * Simulated time of one user: start times of visits, with busier evenings, and the time within a visit. Time never goes
 * backwards and never passes the end. Not thread-safe.
 */
final class UserClock {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int HOURS_PER_DAY = 24;

    /** Time zone of China. */
    private static final int UTC_OFFSET_HOURS = 8;

    /** Relative number of visits by hour of the day in China, from midnight. */
    private static final double[] VISITS_BY_HOUR = {
        3, 2, 1, 1, 1, 1, 2, 4, 5, 5, 5, 6, 8, 7, 5, 5, 5, 6, 8, 9, 10, 10, 9, 6
    };

    private final long start;
    private final long end;
    private final double durationScale;
    private final double[] cumulativeVisits = new double[HOURS_PER_DAY + 1];
    private double fraction;
    private long now;

    /**
     * Creates a clock.
     *
     * @param joined fraction of the span before the first visit
     * @param durationScale  factor on all durations within a visit
     */
    UserClock(WorldParameters parameters, double joined, double durationScale) {
        start = parameters.start().toEpochMilli();
        end = parameters.end().toEpochMilli();
        this.durationScale = durationScale;
        fraction = joined;
        now = start;
        int first = (int) Math.floorMod(start / HOUR + UTC_OFFSET_HOURS, (long) HOURS_PER_DAY);
        for (int i = 0; i < HOURS_PER_DAY; i++) {
            cumulativeVisits[i + 1] = cumulativeVisits[i] + VISITS_BY_HOUR[(first + i) % HOURS_PER_DAY];
        }
    }

    /** Returns the current time in epoch milliseconds. */
    long now() {
        return now;
    }

    /** Advances to the next visit: the first of {@code remainingVisits} uniformly random times in the rest of the span. */
    void nextVisit(int remainingVisits, SeededRandom random) {
        fraction += (1 - fraction) * (1 - StrictMath.pow(random.nextDouble(), 1.0 / remainingVisits));
        now = Math.max(now, time());
    }

    /** Advances by some milliseconds, at most half of the rest of the span. */
    void advance(double millis) {
        now += (long) Math.min(millis * durationScale, (end - now) / 2.0);
    }

    /** Returns the time at which the current fraction of all visits is over. */
    private long time() {
        double days = fraction * (end - start) / (HOUR * HOURS_PER_DAY);
        double sum = (days - Math.floor(days)) * cumulativeVisits[HOURS_PER_DAY];
        int hour = 0;
        while (cumulativeVisits[hour + 1] <= sum && hour < HOURS_PER_DAY - 1) {
            hour++;
        }
        double withinDay = hour
                + (sum - cumulativeVisits[hour]) / (cumulativeVisits[hour + 1] - cumulativeVisits[hour]);
        return Math.min(end, start + (long) ((Math.floor(days) * HOURS_PER_DAY + withinDay) * HOUR));
    }
}
