package io.graphrecall.evaluation.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Linear scale of an axis that starts and ends at round values.
 *
 * @param low  value at {@code from}
 * @param high value at {@code to}
 * @param step distance between ticks, in values
 * @param from position in SVG units
 * @param to   position in SVG units; smaller than {@code from} on a vertical axis
 */
record Scale(double low, double high, double step, double from, double to) {

    private static final int MAX_STEPS = 6;
    private static final double[] ROUND_STEPS = {1, 2, 5, 10};
    /** Tolerance for rounding errors of sums of steps. */
    private static final double TOLERANCE = 1e-9;

    /** Returns a scale that covers the values from the smallest to the largest. */
    static Scale over(double smallest, double largest, double from, double to) {
        double range = Math.max(largest - smallest, TOLERANCE);
        double magnitude = Math.pow(10, Math.floor(Math.log10(range / MAX_STEPS)));
        double step = magnitude * ROUND_STEPS[ROUND_STEPS.length - 1];
        for (int i = ROUND_STEPS.length - 1; i >= 0; i--) {
            step = range / (magnitude * ROUND_STEPS[i]) <= MAX_STEPS ? magnitude * ROUND_STEPS[i] : step;
        }
        double low = Math.floor(smallest / step + TOLERANCE) * step;
        double high = Math.max(low + step, Math.ceil(largest / step - TOLERANCE) * step);
        return new Scale(low, high, step, from, to);
    }

    double position(double value) {
        return from + (to - from) * (value - low) / (high - low);
    }

    /** Returns the values of the ticks, ascending. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; low + i * step <= high + TOLERANCE; i++) {
            double tick = low + i * step;
            ticks.add(Math.abs(tick) < TOLERANCE ? 0 : tick);
        }
        return ticks;
    }

    /** Formats a value with the digits that distinguish neighbouring ticks. */
    String label(double value) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - TOLERANCE));
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
