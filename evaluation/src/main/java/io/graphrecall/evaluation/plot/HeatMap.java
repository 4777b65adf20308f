package io.graphrecall.evaluation.plot;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Heat map of a matrix of shares from 0 to 1, with the value in each cell. */
public record HeatMap(String title, String rowLabel, String columnLabel) {

    private static final int LEFT = 140;
    private static final int TOP = 100;
    private static final int CELL_WIDTH = 62;
    private static final int CELL_HEIGHT = 32;
    private static final int RIGHT = 60;
    private static final int BOTTOM = 6;
    /** Share above which the text has the page colour, for contrast. */
    private static final double DARK_CELL = 0.72;

    /**
     * Returns the SVG.
     *
     * @param names  names of rows and columns, in order
     * @param shares share by row and column; a missing share is 0 and the diagonal is ignored
     */
    public String render(List<String> names, Map<String, Map<String, Double>> shares) {
        int width = LEFT + RIGHT + CELL_WIDTH * names.size();
        Svg svg = new Svg(width, TOP + BOTTOM + CELL_HEIGHT * names.size(), title);
        svg.text(LEFT - 10, TOP - 14, Svg.Anchor.END, "label", rowLabel);
        svg.text(LEFT, 20, Svg.Anchor.START, "label", columnLabel);
        for (int column = 0; column < names.size(); column++) {
            svg.rotated(LEFT + CELL_WIDTH * (column + 0.5), TOP - 10, -40, Svg.Anchor.START, "tick",
                    names.get(column));
        }
        for (int row = 0; row < names.size(); row++) {
            double y = TOP + CELL_HEIGHT * row;
            svg.text(LEFT - 10, y + CELL_HEIGHT / 2.0 + 4, Svg.Anchor.END, "tick", names.get(row));
            Map<String, Double> values = shares.getOrDefault(names.get(row), Map.of());
            for (int column = 0; column < names.size(); column++) {
                cell(svg, row, column, y, names.get(row), names.get(column),
                        values.getOrDefault(names.get(column), 0.0));
            }
        }
        return svg.end();
    }

    private static void cell(
            Svg svg, int row, int column, double y, String rowName, String columnName, double share) {
        double x = LEFT + CELL_WIDTH * column;
        String percent = String.format(Locale.ROOT, "%.0f", 100 * share);
        if (row == column) {
            svg.text(x + CELL_WIDTH / 2.0, y + CELL_HEIGHT / 2.0 + 4, Svg.Anchor.MIDDLE, "tick", "–");
            return;
        }
        svg.cell(new Svg.Point(x + 1, y + 1), CELL_WIDTH - 2, CELL_HEIGHT - 2, share,
                "%s %% of %s is in %s".formatted(percent, rowName, columnName));
        svg.text(x + CELL_WIDTH / 2.0, y + CELL_HEIGHT / 2.0 + 4, Svg.Anchor.MIDDLE,
                share > DARK_CELL ? "number inverse" : "number", percent);
    }
}
