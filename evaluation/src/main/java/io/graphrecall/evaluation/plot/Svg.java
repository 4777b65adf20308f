package io.graphrecall.evaluation.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writer of an SVG image in an area that scrolls on a narrow page. Escapes texts but not CSS classes. Not thread-safe. */
final class Svg {

    /** Horizontal alignment of a text at its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Point in SVG units from the upper left corner. */
    record Point(double x, double y) {}

    private final StringBuilder out = new StringBuilder();

    private Svg(int width, int height, String area, String style, String title) {
        out.append("<div class=\"%s\" tabindex=\"0\">".formatted(area));
        out.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" style=\"%s\">\n<title>%s</title>\n"
                .formatted(width, height, style, escape(title)));
    }

    /**
     * Begins an image that shrinks on a narrow page.
     *
     * @param title title for screen readers
     */
    Svg(int width, int height, String title) {
        this(width, height, "plot", "max-width:%dpx".formatted(width), title);
    }

    /**
     * Begins an image that keeps its size and may be wider than the page.
     *
     * @param title title for screen readers
     */
    static Svg inFullSize(int width, int height, String title) {
        return new Svg(width, height, "scroll", "width:%dpx;min-width:0;max-width:none".formatted(width), title);
    }

    /** Adds the head of arrows; once in an image with arrows. */
    void arrowHead() {
        out.append(
                "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\""
                        + " orient=\"auto-start-reverse\"><path class=\"head\" d=\"M0 0 L8 4 L0 8 z\"/></marker></defs>\n");
    }

    /**
     * Draws an arrow along a path.
     *
     * @param isForward true if the head is at the end of the path, false at its start
     * @param hint      tooltip
     */
    void arrow(String path, boolean isForward, String hint) {
        out.append(
                ("<g class=\"arrow\"><path class=\"near\" d=\"%s\"/><path class=\"line\" d=\"%s\" marker-%s=\"url(#head)\"/>"
                        + "<title>%s</title></g>\n").formatted(path, path, isForward ? "end" : "start", escape(hint)));
    }

    /**
     * Draws a box with two lines of text.
     *
     * @param hint tooltip
     */
    void box(Point corner, int width, int height, String classes, List<String> lines, String hint) {
        out.append(String.format(
                Locale.ROOT,
                "<g class=\"box %s\" transform=\"translate(%.1f %.1f)\"><rect width=\"%d\" height=\"%d\" rx=\"8\"/>"
                        + "<text class=\"kind\" x=\"12\" y=\"17\">%s</text><text x=\"12\" y=\"34\">%s</text>"
                        + "<title>%s</title></g>\n",
                classes, corner.x, corner.y, width, height, escape(lines.getFirst()), escape(lines.getLast()),
                escape(hint)));
    }

    void line(double x1, double y1, double x2, double y2, String classes) {
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                classes, x1, y1, x2, y2));
    }

    void polyline(List<Point> points, String classes) {
        shape("polyline", points, classes);
    }

    void polygon(List<Point> points, String classes) {
        shape("polygon", points, classes);
    }

    private void shape(String element, List<Point> points, String classes) {
        String joined = points.stream().map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point.x, point.y))
                .collect(Collectors.joining(" "));
        out.append("<%s class=\"%s\" points=\"%s\"/>\n".formatted(element, classes, joined));
    }

    void dot(Point at, double radius, String classes) {
        out.append(String.format(
                Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", classes, at.x, at.y,
                radius));
    }

    /** @param hint tooltip */
    void dot(Point at, double radius, String classes, String hint) {
        out.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>\n",
                classes, at.x, at.y, radius, escape(hint)));
    }

    /** @param opacity from 0 to 1 */
    void cell(Point corner, double width, double height, double opacity, String hint) {
        out.append(String.format(
                Locale.ROOT,
                "<rect class=\"heat\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill-opacity=\"%.3f\">"
                        + "<title>%s</title></rect>\n",
                corner.x, corner.y, width, height, opacity, escape(hint)));
    }

    void text(double x, double y, Anchor anchor, String classes, String text) {
        text(x, y, anchor, classes, text, "");
    }

    /** @param degrees clockwise rotation */
    void rotated(double x, double y, int degrees, Anchor anchor, String classes, String text) {
        text(x, y, anchor, classes, text,
                String.format(Locale.ROOT, " transform=\"rotate(%d %.1f %.1f)\"", degrees, x, y));
    }

    private void text(double x, double y, Anchor anchor, String classes, String text, String attributes) {
        out.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n",
                classes, x, y, anchor.name().toLowerCase(Locale.ROOT), attributes, escape(text)));
    }

    String end() {
        return out.append("</svg></div>").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
