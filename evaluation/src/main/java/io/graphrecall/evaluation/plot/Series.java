package io.graphrecall.evaluation.plot;

import java.util.List;

/**
 * Named series of values.
 *
 * @param colour   colour index from 0; the same list has the same colour in all plots of a page
 * @param emphasis true to draw the series thicker and with its confidence intervals
 */
public record Series(String name, int colour, boolean emphasis, List<Value> values) {

    static final int COLOURS = 8;

    public Series {
        values = List.copyOf(values);
        if (values.isEmpty() || colour < 0) {
            throw new IllegalArgumentException("series '" + name + "' has colour " + colour + " and " + values.size()
                    + " values, needs a colour from 0 and at least one value");
        }
    }

    /**
     * Value with its confidence interval.
     *
     * @param x position on the horizontal axis
     */
    public record Value(double x, double y, double low, double high) {}

    /** Returns the CSS classes of the SVG elements. */
    String classes() {
        int repeated = 1 + (colour - COLOURS) % (COLOURS - 1); // the first one belongs to the emphasised series
        return "s" + (colour < COLOURS ? colour : repeated) + (colour >= COLOURS ? " dashed" : "")
                + (emphasis ? " emphasis" : "");
    }
}
