package io.graphrecall.evaluation.plot;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/** Spots on a plane that has no units: only what lies near to what can be read from it. */
public record MapPlot(String title) {

    /** The colour of spots that are told apart from nothing. */
    public static final int PLAIN = -1;

    private static final int WIDTH = 840;
    private static final int HEIGHT = 520;
    private static final int MARGIN = 24;
    private static final int LEGEND = 28;
    private static final double DOT = 2.2;
    private static final double LARGEST_RING = 26;
    private static final double LETTER = 7.5;

    /**
     * A spot.
     *
     * @param colour counted from 0, or {@link #PLAIN}
     */
    public record Spot(double x, double y, int colour) {}

    /**
     * A ring around spots.
     *
     * @param size its area, in relation to that of others
     * @param hint what is shown where somebody points at it
     */
    public record Ring(double x, double y, double size, String hint) {}

    /** @param names what the colours mean, from colour 0 up */
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
                spot.colour == PLAIN ? "spot" : "spot s" + spot.colour % Series.COLOURS));
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

    /** @param unit what one user unit stands for, the same across and upwards */
    private static Scale around(DoubleSummaryStatistics figures, double unit, double from, double to) {
        double middle = figures.getCount() == 0 ? 0 : (figures.getMin() + figures.getMax()) / 2;
        double half = unit * Math.abs(to - from) / 2;
        return new Scale(middle - half, middle + half, half, from, to);
    }

    private static Svg.Point point(Scale x, Scale y, double atX, double atY) {
        return new Svg.Point(x.place(atX), y.place(atY));
    }

    /** Chinese characters are about as wide as two others. */
    private static long width(String text) {
        return text.codePoints().map(point -> Character.isIdeographic(point) ? 2 : 1).sum();
    }
}
