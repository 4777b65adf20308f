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

    /** @param title title for screen readers */
    Svg(int width, int height, String title) {
        out.append("<div class=\"plot\" tabindex=\"0\">");
        out.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" style=\"max-width:%dpx\">\n<title>%s</title>\n"
                .formatted(width, height, width, escape(title)));
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
    void cell(Point corner, double width, double height, double opacity, String classes, String hint) {
        out.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill-opacity=\"%.3f\">"
                        + "<title>%s</title></rect>\n",
                classes, corner.x, corner.y, width, height, opacity, escape(hint)));
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
