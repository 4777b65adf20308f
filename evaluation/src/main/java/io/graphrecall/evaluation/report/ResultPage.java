package io.graphrecall.evaluation.report;

import io.graphrecall.cypher.QueryResult;
import io.graphrecall.cypher.ResultGraph;
import io.graphrecall.evaluation.plot.PathPlot;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Page with the nodes and relationships of a query result as a drawing, and its rows as a table.
 *
 * @param title      heading
 * @param summary    description of a built-in query; empty for a statement of the user
 * @param statement  Cypher text
 * @param parameters given values of parameters, by name
 */
public record ResultPage(
        String title, String summary, String statement, Map<String, String> parameters, QueryResult result) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Maximum number of nodes of a drawing that a person can read. */
    private static final int MAX_NODES = 300;

    /** @throws RecallException with code INVALID if the result has no nodes */
    public ResultPage {
        if (result.graph().nodes().isEmpty()) {
            throw new RecallException(Code.INVALID, result.rows().isEmpty()
                    ? "the result has no rows, so there is nothing to draw"
                    : "the result has no paths or nodes to draw; return paths, for example MATCH path = "
                            + "(:User)-[:CLICKED]->(:Content)-[:HAS_TAG]->(:Tag) RETURN path LIMIT 20");
        }
    }

    /** Returns the nodes and relationships that the drawing has. */
    public ResultGraph drawn() {
        return result.graph().first(MAX_NODES);
    }

    /** Returns the size of the drawing and of the result. */
    public String caption() {
        ResultGraph drawn = drawn();
        int all = result.graph().nodes().size();
        String nodes = all == drawn.nodes().size()
                ? Formats.count(all)
                : "The first " + MAX_NODES + " of " + Formats.count(all);
        return Formats.format("%s nodes, %,d relationships. Point at a node or a line to see ids, times and weights.",
                nodes, drawn.relationships().size());
    }

    /** Returns the text of a cell. */
    public String cell(int column, String text) {
        return text(result.columns().get(column), text);
    }

    /**
     * Returns the text of a value. Times are numbers in columns named {@code at} or {@code …_at}, or after a property of
     * that name, such as {@code e.at}.
     */
    public static String text(String name, String text) {
        String property = name.substring(name.lastIndexOf('.') + 1);
        return (property.equals("at") || property.endsWith("_at")) && NUMBER.matcher(text).matches()
                ? PathPlot.time(Long.parseLong(text))
                : text;
    }

    /** Writes the page as a self-contained HTML file. */
    public void write(Path file) {
        ReportFiles.write(file, ReportFiles.page("result.jte", Map.of("page", this)));
    }
}
