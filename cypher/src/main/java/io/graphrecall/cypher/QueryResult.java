package io.graphrecall.cypher;

import org.neo4j.driver.Result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Result of a statement that a person entered, as display texts.
 *
 * @param columns   column names
 * @param rows      one text per column
 * @param truncated true if there are more rows
 */
public record QueryResult(List<String> columns, List<List<String>> rows, boolean truncated) {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}\\.\\d{1,18}");

    public QueryResult {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Reads at most {@code limit} rows. */
    static QueryResult read(Result result, int limit) {
        List<String> columns = result.keys();
        List<List<String>> rows = new ArrayList<>();
        while (rows.size() < limit && result.hasNext()) {
            GraphRow row = new GraphRow(result.next());
            rows.add(columns.stream().map(row::displayText).toList());
        }
        return new QueryResult(columns, rows, result.hasNext());
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
