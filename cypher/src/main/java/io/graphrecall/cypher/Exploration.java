package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query that a person asks the graph by its name. What it does, its parameters and its columns stand in the comment that
 * its file begins with; a parameter's default stands in parentheses at the end of its line. Immutable; thread-safe.
 *
 * @param name       the file's, without folder and suffix
 * @param summary    what it answers
 * @param parameters in the order of the comment
 * @param columns    in the order of the rows
 */
public record Exploration(
        String name, String summary, List<Parameter> parameters, List<String> columns, CypherStatement statement) {

    /** The names of all explorations, those of the project's own questions left out. */
    public static final List<String> NAMES = List.of("authors", "bridging-tags", "categories", "cluster-make-up",
            "cold-contents", "hub-tags", "interest-drift", "near-duplicates", "next-contents", "query-outcomes",
            "similar-users", "untagged-contents", "user-content-paths", "user-interests");

    private static final String FOLDER = "explore/";
    private static final Pattern PARAMETER = Pattern.compile("// {3}\\$(\\w+) +(.*?)(?: \\(([^()]*)\\))?");
    private static final String COLUMNS = "// Columns: ";

    /**
     * A parameter.
     *
     * @param description   what it says
     * @param defaultValue what it is where it is not given; null where it must be given
     */
    public record Parameter(String name, String description, @Nullable String defaultValue) {}

    public Exploration {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /**
     * The exploration of a name.
     *
     * @throws RecallException NOT_FOUND where there is none
     */
    public static Exploration of(String name) {
        if (!NAMES.contains(name)) {
            throw new RecallException(RecallException.Code.NOT_FOUND,
                    "there is no query '" + name + "': there are " + String.join(", ", NAMES));
        }
        StringBuilder summary = new StringBuilder();
        List<Parameter> parameters = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (String line : CypherStatement.header(FOLDER + name)) {
            Matcher parameter = PARAMETER.matcher(line);
            if (parameter.matches()) {
                parameters.add(new Parameter(parameter.group(1), parameter.group(2), parameter.group(3)));
            } else if (line.startsWith(COLUMNS)) {
                columns.addAll(List.of(line.substring(COLUMNS.length()).split(", ")));
            } else {
                summary.append(summary.isEmpty() ? "" : " ").append(line.substring(2).strip());
            }
        }
        return new Exploration(
                name, summary.toString(), parameters, columns, CypherStatement.of(FOLDER + name));
    }

    /**
     * Asks the graph.
     *
     * @param given values of parameters by their names, as they were typed
     * @return the rows, the columns' values as texts
     * @throws RecallException INVALID where a parameter is missing, unknown or no number where one is wanted
     */
    public List<List<String>> run(GraphClient graph, Map<String, String> given) {
        Map<String, Object> values = values(given);
        return graph.read(statement, values, row -> columns.stream().map(row::text).toList());
    }

    private Map<String, Object> values(Map<String, String> given) {
        Map<String, String> left = new LinkedHashMap<>(given);
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : parameters) {
            String text = left.remove(parameter.name());
            String wanted = text == null ? parameter.defaultValue() : text;
            if (wanted == null) {
                throw invalid("wants --param " + parameter.name() + "=…: " + parameter.description());
            }
            values.put(parameter.name(), value(parameter, wanted));
        }
        if (!left.isEmpty()) {
            throw invalid("has no parameter " + String.join(", ", left.keySet()) + ", it has "
                    + parameters.stream().map(Parameter::name).collect(Collectors.joining(", ")));
        }
        return values;
    }

    /** A parameter whose default is a number is one. */
    private Object value(Parameter parameter, String text) {
        String byDefault = parameter.defaultValue();
        try {
            if (byDefault != null && byDefault.matches("\\d+")) {
                return Long.parseLong(text);
            }
            return byDefault != null && byDefault.matches("\\d+\\.\\d+") ? Double.parseDouble(text) : (Object) text;
        } catch (NumberFormatException e) {
            throw invalid("wants a number for " + parameter.name() + ", not '" + text + "'");
        }
    }

    private RecallException invalid(String complaint) {
        return new RecallException(RecallException.Code.INVALID, "query '" + name + "' " + complaint);
    }
}
