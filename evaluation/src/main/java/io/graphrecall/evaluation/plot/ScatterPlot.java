package io.graphrecall.evaluation.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Scatter plot with one named dot per series, at its first value. */
public record ScatterPlot(String title, String xLabel, String yLabel) {

    private static final int WIDTH = 840;
    private static final int HEIGHT = 400;
    private static final int LEFT = 64;
    private static final int RIGHT = 30;
    private static final int TOP = 20;
    private static final int BOTTOM = 52;
    private static final double DOT = 5.5;
    private static final double LETTER = 7;
    private static final double LETTER_HEIGHT = 14;
    private static final double GAP = 9;

    /** Returns the SVG; empty without series. */
    public String render(List<Series> series) {
        if (series.isEmpty()) {
            return "";
        }
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        double[] xs = series.stream().mapToDouble(one -> one.values().getFirst().x()).sorted().toArray();
        double largest = series.stream().mapToDouble(one -> one.values().getFirst().high()).max().orElse(1);
        double margin = Math.max(1e-3, (xs[xs.length - 1] - xs[0]) / 10);
        Scale x = Scale.over(xs[0] - margin, xs[xs.length - 1] + margin, LEFT, WIDTH - RIGHT);
        Scale y = Scale.over(0, Math.max(largest, 1e-3), HEIGHT - BOTTOM, TOP);
        drawGrid(svg, x, y);
        List<Box> occupied = new ArrayList<>();
        for (Series one : series) {
            Series.Value value = one.values().getFirst();
            double at = x.position(value.x());
            occupied.add(new Box(at - 2, y.position(value.high()), at + 2, y.position(value.low())));
            occupied.add(new Box(at - DOT, y.position(value.y()) - DOT, at + DOT, y.position(value.y()) + DOT));
        }
        series.forEach(one -> drawDot(svg, one, x, y, occupied));
        return svg.end();
    }

    private void drawGrid(Svg svg, Scale x, Scale y) {
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.position(tick), WIDTH - RIGHT, y.position(tick), tick == 0 ? "axis" : "grid");
            svg.text(LEFT - 8, y.position(tick) + 4, Svg.Anchor.END, "tick", y.label(tick));
        }
        for (double tick : x.ticks()) {
            svg.line(x.position(tick), TOP, x.position(tick), HEIGHT - BOTTOM, "grid");
            svg.text(x.position(tick), HEIGHT - BOTTOM + 18, Svg.Anchor.MIDDLE, "tick", x.label(tick));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, Svg.Anchor.MIDDLE, "label", xLabel);
        svg.rotated(16, (TOP + HEIGHT - BOTTOM) / 2.0, -90, Svg.Anchor.MIDDLE, "label", yLabel);
    }

    private static void drawDot(Svg svg, Series one, Scale x, Scale y, List<Box> occupied) {
        Series.Value value = one.values().getFirst();
        Svg.Point at = new Svg.Point(x.position(value.x()), y.position(value.y()));
        svg.line(at.x(), y.position(value.low()), at.x(), y.position(value.high()), "whisker " + one.classes());
        svg.dot(at, DOT, "dot " + one.classes(), String.format(
                Locale.ROOT, "%s: %.4f (%.4f to %.4f) at %.3f", one.name(), value.y(), value.low(), value.high(),
                value.x()));
        Label label = Label.place(at, one.name(), occupied);
        occupied.add(label.box);
        svg.text(label.x, label.y, label.anchor, "name " + one.classes(), one.name());
    }

    private record Box(double left, double top, double right, double bottom) {

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean isInside() {
            return left >= LEFT && right <= WIDTH && top >= 0 && bottom <= HEIGHT - BOTTOM;
        }
    }

    /** Position of a name: right of its dot if free, else the first free position nearby. */
    private record Label(double x, double y, Svg.Anchor anchor, Box box) {

        static Label place(Svg.Point at, String name, List<Box> occupied) {
            double width = name.length() * LETTER;
            List<Label> candidates = new ArrayList<>();
            for (int i = 0; i < 2 * HEIGHT / LETTER_HEIGHT; i++) {
                int lines = i % 2 == 0 ? i / 2 : -(i + 1) / 2;
                double baseline = at.y() + 4 + lines * LETTER_HEIGHT;
                candidates.add(new Label(at.x() + GAP, baseline, Svg.Anchor.START, box(at.x() + GAP, baseline, width)));
                candidates.add(
                        new Label(at.x() - GAP, baseline, Svg.Anchor.END, box(at.x() - GAP - width, baseline, width)));
            }
            return candidates.stream()
                    .filter(label -> label.box.isInside() && occupied.stream().noneMatch(label.box::overlaps))
                    .findFirst().orElse(candidates.getFirst());
        }

        private static Box box(double left, double baseline, double width) {
            return new Box(left, baseline - LETTER_HEIGHT + 3, left + width, baseline + 3);
        }
    }
}
