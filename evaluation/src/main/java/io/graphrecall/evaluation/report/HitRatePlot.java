package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.metrics.RankingMetrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Hit rate over list size, a line for each channel, as an SVG picture. */
final class HitRatePlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 50;
    private static final int RIGHT = 110;
    private static final int TOP = 15;
    private static final int BOTTOM = 35;
    private static final int LINE_HEIGHT = 14;
    /** Easily told apart, also by people who see colours differently (Okabe and Ito). */
    private static final List<String> COLOURS = List.of(
            "#000000", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#b8a800");
    private static final double[] STEPS = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
    private static final int MOST_STEPS = 8;

    private final Map<String, EvaluationReport.Result> results;
    private final double step;
    private final double top;

    private HitRatePlot(Map<String, EvaluationReport.Result> results) {
        this.results = results;
        double highest = results.values().stream().flatMap(result -> result.hitRate().values().stream())
                .mapToDouble(Double::doubleValue).max().orElse(0);
        double fitting = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && highest / STEPS[i] <= MOST_STEPS; i--) {
            fitting = STEPS[i];
        }
        step = fitting;
        top = Math.max(step, Math.ceil(highest / step) * step);
    }

    static String render(Map<String, EvaluationReport.Result> results) {
        return new HitRatePlot(results).svg();
    }

    private String svg() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"hit rate by list size\">\n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        grid(svg);
        int index = 0;
        for (Map.Entry<String, EvaluationReport.Result> channel : results.entrySet()) {
            line(svg, COLOURS.get(index++ % COLOURS.size()), channel.getValue());
        }
        labels(svg);
        return svg.append("</svg>").toString();
    }

    private void grid(StringBuilder svg) {
        for (int i = 0; i * step <= top + step / 2; i++) {
            double y = y(i * step);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3f</text>\n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    y,
                    LEFT - 6,
                    y + 4,
                    i * step));
        }
        for (int size : RankingMetrics.SIZES) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
                    x(size),
                    HEIGHT - BOTTOM + 20,
                    size));
        }
    }

    private void line(StringBuilder svg, String colour, EvaluationReport.Result result) {
        String points = result.hitRate().entrySet().stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.getKey()), y(point.getValue())))
                .collect(Collectors.joining(" "));
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"").append(colour).append("\" points=\"")
                .append(points).append("\"/>\n");
    }

    /** At the end of each line, moved apart where lines end close together. */
    private void labels(StringBuilder svg) {
        List<Map.Entry<String, EvaluationReport.Result>> channels = new ArrayList<>(results.entrySet());
        List<String> names = channels.stream().map(Map.Entry::getKey).toList();
        channels.sort((a, b) -> Double.compare(last(b.getValue()), last(a.getValue())));
        double next = 0;
        for (Map.Entry<String, EvaluationReport.Result> channel : channels) {
            next = Math.max(next, y(last(channel.getValue())) + 4);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" style=\"fill:%s\">%s</text>\n",
                    WIDTH - RIGHT + 8,
                    next,
                    COLOURS.get(names.indexOf(channel.getKey()) % COLOURS.size()),
                    HtmlReport.escape(channel.getKey())));
            next += LINE_HEIGHT;
        }
    }

    private static double last(EvaluationReport.Result result) {
        return result.hitRate().lastEntry().getValue();
    }

    private static double x(int size) {
        int largest = RankingMetrics.SIZES.getLast();
        return LEFT + (WIDTH - LEFT - RIGHT) * (double) size / largest;
    }

    private double y(double hitRate) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * hitRate / top;
    }
}
