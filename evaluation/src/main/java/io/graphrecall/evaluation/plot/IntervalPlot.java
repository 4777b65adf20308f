package io.graphrecall.evaluation.plot;

import java.util.List;
import java.util.Locale;

/** Plot of values with confidence intervals around a line at zero, one row per series. Ignores the x of a value. */
public record IntervalPlot(String title, String xLabel) {

    private static final int WIDTH = 840;
    private static final int ROW = 28;
    private static final int LEFT = 150;
    private static final int RIGHT = 90;
    private static final int TOP = 10;
    private static final int BOTTOM = 50;
    private static final double DOT = 5;
    private static final double WHISKER = 4;

    /** Returns the SVG. */
    public String render(List<Series> series) {
        int height = TOP + BOTTOM + ROW * series.size();
        Svg svg = new Svg(WIDTH, height, title);
        double smallest = series.stream().mapToDouble(one -> one.values().getFirst().low()).min().orElse(0);
        double largest = series.stream().mapToDouble(one -> one.values().getFirst().high()).max().orElse(0);
        Scale x = Scale.over(Math.min(0, smallest), Math.max(1e-4, largest), LEFT, WIDTH - RIGHT);
        for (double tick : x.ticks()) {
            svg.line(x.position(tick), TOP, x.position(tick), height - BOTTOM, tick == 0 ? "axis" : "grid");
            svg.text(x.position(tick), height - BOTTOM + 18, Svg.Anchor.MIDDLE, "tick", x.label(tick));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, height - 8, Svg.Anchor.MIDDLE, "label", xLabel);
        for (int row = 0; row < series.size(); row++) {
            row(svg, series.get(row), x, TOP + ROW * (row + 0.5));
        }
        return svg.end();
    }

    private static void row(Svg svg, Series one, Scale x, double y) {
        Series.Value value = one.values().getFirst();
        svg.text(LEFT - 14, y + 4, Svg.Anchor.END, "name " + one.classes(), one.name());
        svg.line(x.position(value.low()), y, x.position(value.high()), y, "whisker " + one.classes());
        for (double end : List.of(value.low(), value.high())) {
            svg.line(x.position(end), y - WHISKER, x.position(end), y + WHISKER, "whisker " + one.classes());
        }
        svg.dot(new Svg.Point(x.position(value.y()), y), DOT, "dot " + one.classes(), String.format(
                Locale.ROOT, "%s: %+.4f (%+.4f to %+.4f)", one.name(), value.y(), value.low(), value.high()));
        svg.text(WIDTH - RIGHT + 14, y + 4, Svg.Anchor.START, "tick", SignedNumber.text(value.y()));
    }
}
