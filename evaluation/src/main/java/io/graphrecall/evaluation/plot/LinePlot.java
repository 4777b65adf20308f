package io.graphrecall.evaluation.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * Line plot of values over list sizes, epochs or groups, with the name of each series at the end of its line. Confidence
 * intervals are drawn only for emphasised series: as a band over list sizes, as whiskers over groups.
 *
 * @param title  title for screen readers
 * @param xLabel label of the horizontal axis
 * @param yLabel label of the vertical axis
 * @param ticks  ticks of the horizontal axis, ascending
 * @param groups true if ticks are separate groups, not points on a continuous axis
 */
public record LinePlot(String title, String xLabel, String yLabel, List<Tick> ticks, boolean groups) {

    private static final int WIDTH = 840;
    private static final int HEIGHT = 380;
    private static final int LEFT = 64;
    private static final int RIGHT = 130;
    private static final int TOP = 16;
    private static final int BOTTOM = 62;
    private static final int LINE_HEIGHT = 15;
    private static final int NAME_GAP = 12;
    private static final double DOT = 3;
    private static final double EMPHASIS_DOT = 4.5;
    private static final double WHISKER = 4;

    /**
     * Tick of the horizontal axis.
     *
     * @param note second line of the label, may be empty
     */
    public record Tick(double x, String label, String note) {}

    public LinePlot {
        ticks = List.copyOf(ticks);
        if (ticks.isEmpty()) {
            throw new IllegalArgumentException("plot '" + title + "' needs at least one tick");
        }
    }

    /** Returns the SVG, with a vertical axis from zero. */
    public String render(List<Series> series) {
        double largest = series.stream().flatMap(one -> one.values().stream()
                .map(value -> one.emphasis() ? value.high() : value.y())).mapToDouble(Double::doubleValue).max()
                .orElse(1);
        return render(series, Scale.over(0, Math.max(largest, 1e-3), HEIGHT - BOTTOM, TOP));
    }

    /** Returns the SVG, with a vertical axis that the values fill. */
    public String renderCourse(List<Series> series) {
        DoubleSummaryStatistics values = series.stream().flatMap(one -> one.values().stream())
                .mapToDouble(Series.Value::y).summaryStatistics();
        return render(series, Scale.over(
                values.getMin(), Math.max(values.getMax(), values.getMin() + 1e-3), HEIGHT - BOTTOM, TOP));
    }

    private String render(List<Series> series, Scale y) {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        drawGrid(svg, y);
        series.stream().filter(Series::emphasis).forEach(one -> drawIntervals(svg, one, y));
        series.stream().sorted(Comparator.comparing(Series::emphasis)).forEach(one -> drawLine(svg, one, y));
        drawNames(svg, series, y);
        return svg.end();
    }

    private double x(double value) {
        double first = groups ? ticks.getFirst().x() - 0.5 : 0;
        double last = ticks.getLast().x() + (groups ? 0.5 : 0);
        return LEFT + (WIDTH - LEFT - RIGHT) * (value - first) / (last - first);
    }

    private void drawGrid(Svg svg, Scale y) {
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.position(tick), WIDTH - RIGHT, y.position(tick), tick == 0 ? "axis" : "grid");
            svg.text(LEFT - 8, y.position(tick) + 4, Svg.Anchor.END, "tick", y.label(tick));
        }
        for (Tick tick : ticks) {
            svg.text(x(tick.x()), HEIGHT - BOTTOM + 18, Svg.Anchor.MIDDLE, "tick", tick.label());
            svg.text(x(tick.x()), HEIGHT - BOTTOM + 33, Svg.Anchor.MIDDLE, "note", tick.note());
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, Svg.Anchor.MIDDLE, "label", xLabel);
        svg.rotated(16, (TOP + HEIGHT - BOTTOM) / 2.0, -90, Svg.Anchor.MIDDLE, "label", yLabel);
    }

    private void drawIntervals(Svg svg, Series series, Scale y) {
        if (groups) {
            for (Series.Value value : series.values()) {
                double at = x(value.x());
                svg.line(at, y.position(value.low()), at, y.position(value.high()), "whisker " + series.classes());
                for (double end : List.of(value.low(), value.high())) {
                    svg.line(at - WHISKER, y.position(end), at + WHISKER, y.position(end),
                            "whisker " + series.classes());
                }
            }
            return;
        }
        List<Svg.Point> outline = new ArrayList<>();
        series.values().forEach(value -> outline.add(new Svg.Point(x(value.x()), y.position(value.high()))));
        series.values().reversed()
                .forEach(value -> outline.add(new Svg.Point(x(value.x()), y.position(value.low()))));
        svg.polygon(outline, "band " + series.classes());
    }

    private void drawLine(Svg svg, Series series, Scale y) {
        List<Svg.Point> points = series.values().stream()
                .map(value -> new Svg.Point(x(value.x()), y.position(value.y()))).toList();
        svg.polyline(points, "curve " + series.classes());
        for (int i = 0; i < points.size(); i++) {
            Series.Value value = series.values().get(i);
            svg.dot(points.get(i), series.emphasis() ? EMPHASIS_DOT : DOT, "dot " + series.classes(),
                    String.format(Locale.ROOT, "%s, %s: %.4f", series.name(), tick(value.x()), value.y())
                            + (value.low() == value.high()
                                    ? ""
                                    : String.format(Locale.ROOT, " (%.4f to %.4f)", value.low(), value.high())));
        }
    }

    private String tick(double x) {
        return ticks.stream().filter(tick -> tick.x() == x).map(Tick::label).filter(label -> !label.isEmpty())
                .findFirst()
                .orElse(String.format(Locale.ROOT, "%.0f", x));
    }

    /** Draws the names of the series at the end of their lines, moved apart if they would overlap, but within the plot. */
    private void drawNames(Svg svg, List<Series> series, Scale y) {
        List<Series> fromTop = series.stream()
                .sorted(Comparator.comparingDouble((Series one) -> -one.values().getLast().y())).toList();
        double[] ys = fromTop.stream().mapToDouble(one -> y.position(one.values().getLast().y())).toArray();
        double lowest = HEIGHT - BOTTOM;
        for (int i = 1; i < ys.length; i++) {
            ys[i] = Math.max(ys[i], ys[i - 1] + LINE_HEIGHT);
        }
        for (int i = ys.length - 1; i >= 0; i--) {
            ys[i] = Math.min(ys[i], i == ys.length - 1 ? lowest : ys[i + 1] - LINE_HEIGHT);
        }
        for (int i = 0; i < ys.length; i++) {
            Series one = fromTop.get(i);
            double end = x(one.values().getLast().x());
            double text = Math.max(end, WIDTH - RIGHT) + NAME_GAP;
            svg.line(end + DOT, y.position(one.values().getLast().y()), text - 3, ys[i], "leader " + one.classes());
            svg.text(text, ys[i] + 4, Svg.Anchor.START, "name " + one.classes(), one.name());
        }
    }
}
