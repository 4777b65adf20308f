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
 * Named query for interactive exploration of the graph. The header comment of its file gives the summary, the
 * parameters and the columns. A parameter's default value is in parentheses at the end of its line. Immutable;
 * thread-safe.
 *
 * @param name       file name without folder and suffix
 * @param summary    description of the result
 * @param parameters parameters, in the order of the comment
 * @param columns    column names, in the order of the rows. The statement may return paths for a drawing besides
 */
public record Exploration(
        String name, String summary, List<Parameter> parameters, List<String> columns, CypherStatement statement) {

    /** Names of all explorations. Queries in the same folder that only programs use are excluded. */
    public static final List<String> NAMES = List.of("authors", "bridging-contents", "bridging-tags", "categories",
            "cluster-make-up", "cold-contents", "communities", "hub-tags", "interest-drift", "near-duplicates",
            "next-contents", "query-outcomes", "random-users", "similar-users", "untagged-contents",
            "user-communities", "user-content-paths", "user-interests");

    private static final String FOLDER = "explore/";
    private static final Pattern PARAMETER = Pattern.compile("// {3}\\$(\\w+) +(.*?)(?: \\(([^()]*)\\))?");
    private static final String COLUMNS = "// Columns: ";

    /**
     * Query parameter.
     *
     * @param description  meaning of the value
     * @param defaultValue value used if none is given; null if the parameter is required
     */
    public record Parameter(String name, String description, @Nullable String defaultValue) {}

    public Exploration {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /**
     * Returns the exploration with a name.
     *
     * @throws RecallException NOT_FOUND if there is none
     */
    public static Exploration of(String name) {
        if (!NAMES.contains(name)) {
            throw new RecallException(RecallException.Code.NOT_FOUND,
                    "there is no query '" + name + "'; available queries: " + String.join(", ", NAMES));
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
     * Returns the values of all parameters, with defaults, in their types.
     *
     * @param given values by name, as text
     * @throws RecallException INVALID if a parameter is missing, unknown or not a number where a number is required
     */
    Map<String, Object> values(Map<String, String> given) {
        Map<String, String> unused = new LinkedHashMap<>(given);
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : parameters) {
            String text = unused.remove(parameter.name());
            String chosen = text == null ? parameter.defaultValue() : text;
            if (chosen == null) {
                throw invalid("requires the parameter " + parameter.name() + " (" + parameter.description() + ")");
            }
            values.put(parameter.name(), value(parameter, chosen));
        }
        if (!unused.isEmpty()) {
            throw invalid("has no parameter " + String.join(", ", unused.keySet()) + "; its parameters are "
                    + parameters.stream().map(Parameter::name).collect(Collectors.joining(", ")));
        }
        return values;
    }

    /** Returns the given or the default value of a parameter, else its description in angle brackets. */
    Object valueOrPlaceholder(Parameter parameter, Map<String, String> given) {
        String text = given.getOrDefault(parameter.name(), parameter.defaultValue());
        return text == null ? "<" + parameter.description() + ">" : value(parameter, text);
    }

    /** Converts a value to the type of the parameter's default value. */
    private Object value(Parameter parameter, String text) {
        String defaultValue = parameter.defaultValue();
        try {
            if (defaultValue != null && defaultValue.matches("\\d+")) {
                return Long.parseLong(text);
            }
            return defaultValue != null && defaultValue.matches("\\d+\\.\\d+")
                    ? Double.parseDouble(text)
                    : (Object) text;
        } catch (NumberFormatException e) {
            throw invalid("requires a number for " + parameter.name() + ", but got '" + text + "'");
        }
    }

    private RecallException invalid(String problem) {
        return new RecallException(RecallException.Code.INVALID, "query '" + name + "' " + problem);
    }
}
