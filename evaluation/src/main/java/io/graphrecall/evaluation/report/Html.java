package io.graphrecall.evaluation.report;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of a page. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** A paragraph of text. */
    static String paragraph(String text) {
        return "<p>" + escape(text) + "</p>";
    }

    /** Formats for readers: with a true minus sign. */
    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values).replaceAll("(?<!\\w)-(?=\\d)", "−");
    }

    /** A figure with four digits; a dash where there is none. */
    static String figure(@Nullable Double value) {
        return value == null ? "–" : format("%.4f", value);
    }

    static String percent(double share) {
        return format("%.1f\u00a0%%", 100 * share);
    }

    /** A table that grows row by row. Cells are HTML. */
    static final class Table {

        private final StringBuilder rows = new StringBuilder();

        Table(List<String> heads) {
            rows.append("<tr>").append(heads.stream().map(head -> "<th>" + escape(head) + "</th>")
                    .collect(Collectors.joining())).append("</tr>\n");
        }

        Table(String... heads) {
            this(Arrays.asList(heads));
        }

        /** @param classes of the row, empty for none */
        Table row(String classes, List<String> cells) {
            rows.append(classes.isEmpty() ? "<tr>" : "<tr class=\"" + classes + "\">")
                    .append(cells.stream().map(cell -> "<td>" + cell + "</td>").collect(Collectors.joining()))
                    .append("</tr>\n");
            return this;
        }

        @Override
        public String toString() {
            return "<div class=\"scroll\"><table>\n" + rows + "</table></div>";
        }
    }
}
