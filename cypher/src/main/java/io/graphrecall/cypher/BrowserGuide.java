package io.graphrecall.cypher;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Guide of <a href="https://neo4j.com/docs/browser/operations/custom-guides/">Neo4j Browser</a> with the explorations, one a
 * slide: its summary, a command that sets its parameters, and the statement.
 */
public final class BrowserGuide {

    private BrowserGuide() {}

    /**
     * Returns the guide as AsciiDoc.
     *
     * @param given values of parameters by name, as text, such as {@code user}; others have their defaults, or a placeholder
     */
    public static String asciiDoc(Map<String, String> given) {
        StringBuilder guide = new StringBuilder(
                """
                        = Explore the recall graph

                        Users, contents, items, searches and tags of graph-recall in one graph. Each slide has a query. Run the line \
                        with `:params` first and put in ids of yours, then the statement.

                        [source,cypher]
                        ----
                        CALL db.schema.visualization()
                        ----
                        """);
        Exploration.NAMES.stream().map(Exploration::of).forEach(exploration -> guide.append(slide(exploration, given)));
        return guide.toString();
    }

    private static String slide(Exploration exploration, Map<String, String> given) {
        String parameters = exploration.parameters().stream()
                .map(parameter -> parameter.name() + ": " + literal(exploration.valueOrPlaceholder(parameter, given)))
                .collect(Collectors.joining(", "));
        return """

                == %s

                %s

                [source,cypher]
                ----
                :params {%s}
                ----

                [source,cypher]
                ----
                %s
                ----
                """.formatted(exploration.name(), exploration.summary(), parameters,
                exploration.statement().text().strip());
    }

    private static String literal(Object value) {
        return value instanceof Number
                ? value.toString()
                : '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
