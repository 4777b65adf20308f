package io.graphrecall.world;

import java.time.Duration;

/**
 * One user's time: visits spread over what is left of the span, evenings busier than nights, and the time within a
 * visit. Time never runs backwards and never passes the end. Not thread-safe.
 */
final class Timeline {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int HOURS_A_DAY = 24;

    /** China has one time zone. */
    private static final int HOURS_FROM_UTC = 8;

    /** Visits by hour of the day in China, from midnight on, in proportion. */
    private static final double[] VISITS_BY_HOUR = {
        3, 2, 1, 1, 1, 1, 2, 4, 5, 5, 5, 6, 8, 7, 5, 5, 5, 6, 8, 9, 10, 10, 9, 6
    };

    private final long start;
    private final long end;
    private final double pace;
    private final double[] sums = new double[HOURS_A_DAY + 1];
    private double part;
    private long at;

    /**
     * @param joined the share of the span that is over before the first visit
     * @param pace   how fast this user is: all stays last so many times the usual
     */
    Timeline(WorldParameters parameters, double joined, double pace) {
        start = parameters.start().toEpochMilli();
        end = parameters.end().toEpochMilli();
        this.pace = pace;
        part = joined;
        at = start;
        int first = (int) Math.floorMod(start / HOUR + HOURS_FROM_UTC, (long) HOURS_A_DAY);
        for (int i = 0; i < HOURS_A_DAY; i++) {
            sums[i + 1] = sums[i] + VISITS_BY_HOUR[(first + i) % HOURS_A_DAY];
        }
    }

    /** Epoch milliseconds. */
    long at() {
        return at;
    }

    /** Goes on to the next of some visits, spread as the first of so many random times in what is left. */
    void nextVisit(int visitsLeft, Chance chance) {
        part += (1 - part) * (1 - StrictMath.pow(chance.fraction(), 1.0 / visitsLeft));
        at = Math.max(at, time());
    }

    /** Some milliseconds pass, at most half of what is left. */
    void pass(double millis) {
        at += (long) Math.min(millis * pace, (end - at) / 2.0);
    }

    /** The time by which a share of all visits is over. */
    private long time() {
        double days = part * (end - start) / (HOUR * HOURS_A_DAY);
        double sum = (days - Math.floor(days)) * sums[HOURS_A_DAY];
        int hour = 0;
        while (sums[hour + 1] <= sum && hour < HOURS_A_DAY - 1) {
            hour++;
        }
        double withinDay = hour + (sum - sums[hour]) / (sums[hour + 1] - sums[hour]);
        return Math.min(end, start + (long) ((Math.floor(days) * HOURS_A_DAY + withinDay) * HOUR));
    }
}
