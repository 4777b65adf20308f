package io.graphrecall.evaluation.plot;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/** Points and clusters on a plane without units: only relative positions have a meaning. */
public record MapPlot(String title) {

    /** Colour index of spots without a colour. */
    public static final int NO_COLOUR = -1;

    private static final int WIDTH = 840;
    private static final int HEIGHT = 520;
    private static final int MARGIN = 24;
    private static final int LEGEND = 28;
    private static final double DOT = 2.2;
    private static final double LARGEST_RING = 26;
    private static final double LETTER = 7.5;

    /**
     * Point on the plane.
     *
     * @param colour colour index from 0, or {@link #NO_COLOUR}
     */
    public record Spot(double x, double y, int colour) {}

    /**
     * Circle for a cluster.
     *
     * @param size area, relative to the other rings
     * @param hint tooltip
     */
    public record Ring(double x, double y, double size, String hint) {}

    /**
     * Returns the SVG.
     *
     * @param names legend by colour index
     */
    public String render(List<Spot> spots, List<Ring> rings, List<String> names) {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        DoubleSummaryStatistics xs = DoubleStream.concat(
                spots.stream().mapToDouble(Spot::x), rings.stream().mapToDouble(Ring::x)).summaryStatistics();
        DoubleSummaryStatistics ys = DoubleStream.concat(
                spots.stream().mapToDouble(Spot::y), rings.stream().mapToDouble(Ring::y)).summaryStatistics();
        double unit = Math.max(1e-9, Math.max(
                (xs.getMax() - xs.getMin()) / (WIDTH - 2 * MARGIN),
                (ys.getMax() - ys.getMin()) / (HEIGHT - LEGEND - 2 * MARGIN)));
        Scale x = around(xs, unit, MARGIN, WIDTH - MARGIN);
        Scale y = around(ys, unit, HEIGHT - MARGIN, LEGEND + MARGIN);
        spots.forEach(spot -> svg.dot(point(x, y, spot.x, spot.y), DOT,
                spot.colour == NO_COLOUR ? "spot" : "spot s" + spot.colour % Series.COLOURS));
        double largest = rings.stream().mapToDouble(Ring::size).max().orElse(1);
        rings.forEach(ring -> svg.dot(point(x, y, ring.x, ring.y),
                LARGEST_RING * Math.sqrt(ring.size / Math.max(largest, 1e-9)), "ring", ring.hint));
        double at = MARGIN;
        for (int colour = 0; colour < names.size(); colour++) {
            String classes = "s" + colour % Series.COLOURS;
            svg.dot(new Svg.Point(at, LEGEND / 2.0), DOT * 2, "spot " + classes);
            svg.text(at + 3 * DOT, LEGEND / 2.0 + 4, Svg.Anchor.START, "name " + classes, names.get(colour));
            at += 6 * DOT + 8 + LETTER * width(names.get(colour));
        }
        return svg.end();
    }

    /** @param unit data units per SVG unit, the same on both axes */
    private static Scale around(DoubleSummaryStatistics values, double unit, double from, double to) {
        double middle = values.getCount() == 0 ? 0 : (values.getMin() + values.getMax()) / 2;
        double half = unit * Math.abs(to - from) / 2;
        return new Scale(middle - half, middle + half, half, from, to);
    }

    private static Svg.Point point(Scale x, Scale y, double atX, double atY) {
        return new Svg.Point(x.position(atX), y.position(atY));
    }

    /** Returns the width in Latin letters. A Chinese character is about two letters wide. */
    private static long width(String text) {
        return text.codePoints().map(point -> Character.isIdeographic(point) ? 2 : 1).sum();
    }
}
