package io.graphrecall.evaluation.plot;

import java.util.List;

/**
 * Figures that belong together.
 *
 * @param colour   counted from 0; the same for the same thing in all plots of a page
 * @param emphasis whether it is what the plot is about: drawn thicker, with its intervals
 */
public record Series(String name, int colour, boolean emphasis, List<Value> values) {

    static final int COLOURS = 8;

    public Series {
        values = List.copyOf(values);
        if (values.isEmpty() || colour < 0) {
            throw new IllegalArgumentException("series '" + name + "' has colour " + colour + " and "
                    + values.size() + " values");
        }
    }

    /**
     * A figure and its interval.
     *
     * @param x where it stands along the axis
     */
    public record Value(double x, double y, double low, double high) {}

    /** Its classes in a picture. */
    String classes() {
        return "s" + colour % COLOURS + (colour >= COLOURS ? " again" : "") + (emphasis ? " emphasis" : "");
    }
}
