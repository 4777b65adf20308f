package io.graphrecall.cypher;

import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.summary.GqlStatusObject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Result of a statement that a person entered, as display texts.
 *
 * @param columns   column names
 * @param rows      one text per column
 * @param truncated true if there are more rows
 * @param graph     nodes and relationships in the rows
 * @param unknown   sentences of the database about labels, relationship types and property keys of the statement that the
 *                  graph lacks
 */
public record QueryResult(
        List<String> columns, List<List<String>> rows, boolean truncated, ResultGraph graph, List<String> unknown) {

    /** GQL status codes: a label, a relationship type, a property key does not exist. */
    private static final Set<String> UNKNOWN = Set.of("01N50", "01N51", "01N52");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}\\.\\d{1,18}");

    public QueryResult {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        unknown = List.copyOf(unknown);
    }

    /**
     * Reads at most {@code limit} rows.
     *
     * @param columns columns of the rows; those of the result if empty
     */
    static QueryResult read(Result result, List<String> columns, int limit) {
        List<String> chosen = columns.isEmpty() ? result.keys() : columns;
        GraphTable.Reader reader = new GraphTable.Reader();
        List<List<String>> rows = new ArrayList<>();
        while (rows.size() < limit && result.hasNext()) {
            Record next = result.next();
            next.values().forEach(value -> reader.cell(value.asObject()));
            GraphRow row = new GraphRow(next);
            rows.add(chosen.stream().map(row::displayText).toList());
        }
        boolean truncated = result.hasNext();
        List<String> unknown = result.consume().gqlStatusObjects().stream()
                .filter(status -> UNKNOWN.contains(status.gqlStatus()))
                .map(GqlStatusObject::statusDescription).sorted().toList();
        return new QueryResult(chosen, rows, truncated, reader.graph(), unknown);
    }

    /** Returns parameters with the types that their texts have: a number, true or false, or else text. */
    public static Map<String, Object> parameters(Map<String, String> texts) {
        Map<String, Object> values = new HashMap<>();
        texts.forEach((name, text) -> values.put(name, value(text)));
        return values;
    }

    private static Object value(String text) {
        if (INTEGER.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        return text.equals("true") || text.equals("false") ? (Object) Boolean.parseBoolean(text) : text;
    }
}
