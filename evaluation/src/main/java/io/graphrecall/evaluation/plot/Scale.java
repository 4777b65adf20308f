package io.graphrecall.evaluation.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps figures to places along an axis that begins and ends at round numbers.
 *
 * @param low  the figure at {@code from}
 * @param high the figure at {@code to}
 * @param step between two ticks
 * @param from in user units
 * @param to   in user units; smaller than {@code from} on an axis that runs upwards
 */
record Scale(double low, double high, double step, double from, double to) {

    private static final int MOST_STEPS = 6;
    private static final double[] ROUND = {1, 2, 5, 10};
    /** So that sums of steps do not fall short of what they stand for. */
    private static final double SLACK = 1e-9;

    /** A scale that holds all figures from the smallest to the largest. */
    static Scale over(double smallest, double largest, double from, double to) {
        double range = Math.max(largest - smallest, SLACK);
        double magnitude = Math.pow(10, Math.floor(Math.log10(range / MOST_STEPS)));
        double step = magnitude * ROUND[ROUND.length - 1];
        for (int i = ROUND.length - 1; i >= 0; i--) {
            step = range / (magnitude * ROUND[i]) <= MOST_STEPS ? magnitude * ROUND[i] : step;
        }
        double low = Math.floor(smallest / step + SLACK) * step;
        double high = Math.max(low + step, Math.ceil(largest / step - SLACK) * step);
        return new Scale(low, high, step, from, to);
    }

    double place(double figure) {
        return from + (to - from) * (figure - low) / (high - low);
    }

    /** The figures at which ticks stand. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; low + i * step <= high + SLACK; i++) {
            double tick = low + i * step;
            ticks.add(Math.abs(tick) < SLACK ? 0 : tick);
        }
        return ticks;
    }

    /** A figure with as many digits as tell neighbouring ticks apart. */
    String label(double figure) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - SLACK));
        return String.format(Locale.ROOT, "%." + digits + "f", figure);
    }
}
