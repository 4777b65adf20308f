package io.graphrecall.evaluation.report;

import io.graphrecall.cypher.GraphTable;
import io.graphrecall.cypher.QueryResult;
import io.graphrecall.cypher.ResultGraph;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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

    /** The first number that is a time. Smaller ones are positions in an order. */
    private static final long FIRST_TIME = 100_000_000_000L;

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

    private String caption(ResultGraph drawn) {
        int all = result.graph().nodes().size();
        String nodes = all == drawn.nodes().size()
                ? Formats.count(all)
                : "The first " + MAX_NODES + " of " + Formats.count(all);
        return Formats.format("%s nodes, %,d relationships. Point at a node or a line to see ids, times and weights.",
                nodes, drawn.relationships().size());
    }

    /**
     * Returns the text of a value. Times are numbers in columns named {@code at} or {@code …_at}, or after a property of
     * that name, such as {@code e.at}.
     */
    public static String text(String name, String text) {
        String property = name.substring(name.lastIndexOf('.') + 1);
        return (property.equals("at") || property.endsWith("_at")) && NUMBER.matcher(text).matches()
                && Long.parseLong(text) >= FIRST_TIME
                        ? Instant.ofEpochMilli(Long.parseLong(text)).toString()
                        : text;
    }

    /** Writes the page as a self-contained HTML file. */
    public void write(Path file) {
        ResultGraph drawn = result.graph().first(MAX_NODES);
        List<String> columns = result.columns();
        ReportFiles.write(file, ReportPage.of("result", title, Map.of(
                "title", title, "summary", summary, "statement", statement, "parameters", parameters,
                "caption", caption(drawn),
                "table", new GraphTable(columns,
                        result.rows().stream().map(row -> IntStream.range(0, row.size())
                                .<@Nullable Object>mapToObj(i -> text(columns.get(i), row.get(i))).toList()).toList(),
                        drawn.nodes(), drawn.relationships(), result.truncated()))));
    }
}
