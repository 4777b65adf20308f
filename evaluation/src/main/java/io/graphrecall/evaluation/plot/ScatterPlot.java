package io.graphrecall.evaluation.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One figure against another, a named dot a series, of which the first value counts. */
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

    /** The picture. */
    public String render(List<Series> series) {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        double[] xs = series.stream().mapToDouble(one -> one.values().getFirst().x()).sorted().toArray();
        double largest = series.stream().mapToDouble(one -> one.values().getFirst().high()).max().orElse(1);
        double margin = Math.max(1e-3, (xs[xs.length - 1] - xs[0]) / 10);
        Scale x = Scale.over(xs[0] - margin, xs[xs.length - 1] + margin, LEFT, WIDTH - RIGHT);
        Scale y = Scale.over(0, Math.max(largest, 1e-3), HEIGHT - BOTTOM, TOP);
        grid(svg, x, y);
        List<Box> taken = new ArrayList<>();
        for (Series one : series) {
            Series.Value value = one.values().getFirst();
            double at = x.place(value.x());
            taken.add(new Box(at - 2, y.place(value.high()), at + 2, y.place(value.low())));
            taken.add(new Box(at - DOT, y.place(value.y()) - DOT, at + DOT, y.place(value.y()) + DOT));
        }
        series.forEach(one -> dot(svg, one, x, y, taken));
        return svg.end();
    }

    private void grid(Svg svg, Scale x, Scale y) {
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.place(tick), WIDTH - RIGHT, y.place(tick), tick == 0 ? "axis" : "grid");
            svg.text(LEFT - 8, y.place(tick) + 4, Svg.Anchor.END, "tick", y.label(tick));
        }
        for (double tick : x.ticks()) {
            svg.line(x.place(tick), TOP, x.place(tick), HEIGHT - BOTTOM, "grid");
            svg.text(x.place(tick), HEIGHT - BOTTOM + 18, Svg.Anchor.MIDDLE, "tick", x.label(tick));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, Svg.Anchor.MIDDLE, "label", xLabel);
        svg.turned(16, (TOP + HEIGHT - BOTTOM) / 2.0, -90, Svg.Anchor.MIDDLE, "label", yLabel);
    }

    private static void dot(Svg svg, Series one, Scale x, Scale y, List<Box> taken) {
        Series.Value value = one.values().getFirst();
        Svg.Point at = new Svg.Point(x.place(value.x()), y.place(value.y()));
        svg.line(at.x(), y.place(value.low()), at.x(), y.place(value.high()), "whisker " + one.classes());
        svg.dot(at, DOT, "dot " + one.classes(), String.format(
                Locale.ROOT, "%s: %.4f (%.4f to %.4f) at %.3f", one.name(), value.y(), value.low(), value.high(),
                value.x()));
        Label label = Label.free(at, one.name(), taken);
        taken.add(label.box);
        svg.text(label.x, label.y, label.anchor, "name " + one.classes(), one.name());
    }

    private record Box(double left, double top, double right, double bottom) {

        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean inside() {
            return left >= LEFT && right <= WIDTH && top >= 0 && bottom <= HEIGHT - BOTTOM;
        }
    }

    /** Where a name stands: right of its dot, or wherever else it meets nothing. */
    private record Label(double x, double y, Svg.Anchor anchor, Box box) {

        static Label free(Svg.Point at, String name, List<Box> taken) {
            double width = name.length() * LETTER;
            List<Label> places = new ArrayList<>();
            for (double down : new double[] {0, -1, 1, -2, 2, -3, 3}) {
                double base = at.y() + 4 + down * LETTER_HEIGHT;
                places.add(new Label(at.x() + GAP, base, Svg.Anchor.START, box(at.x() + GAP, base, width)));
                places.add(new Label(at.x() - GAP, base, Svg.Anchor.END, box(at.x() - GAP - width, base, width)));
            }
            return places.stream().filter(label -> label.box.inside() && taken.stream().noneMatch(label.box::meets))
                    .findFirst().orElse(places.getFirst());
        }

        private static Box box(double left, double base, double width) {
            return new Box(left, base - LETTER_HEIGHT + 3, left + width, base + 3);
        }
    }
}
