package io.graphrecall.cli;

import io.graphrecall.cypher.Exploration;
import io.graphrecall.home.RecallHome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

@Command(name = "cypher", description = "Runs a built-in Cypher query and prints the result as a table.")
final class CypherCommand extends HomeCommand implements Runnable {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the query.")
    private @Nullable String name;

    @Option(names = "--param", paramLabel = "KEY=VALUE", description = "Parameter of the query; --list shows all parameters.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--list", description = "List the queries with their parameters.")
    private boolean list;

    @Override
    public void run() {
        if (list) {
            Exploration.NAMES.stream().map(Exploration::of).forEach(this::describe);
            return;
        }
        if (name == null) {
            throw wrongUsage("a query NAME or --list must be given");
        }
        Exploration query = Exploration.of(name);
        try (RecallHome home = home().open()) {
            table(query, query.run(home.graph(), parameters)).forEach(console()::print);
        }
    }

    private void describe(Exploration query) {
        console().print(query.name() + "  " + query.summary());
        query.parameters().forEach(parameter -> console().print("    --param " + parameter.name() + "=…  "
                + parameter.description()
                + (parameter.defaultValue() == null ? "" : " (default: " + parameter.defaultValue() + ")")));
    }

    /** Returns the lines of a table with padded columns. */
    private static List<String> table(Exploration query, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(rows);
        lines.addFirst(query.columns());
        int[] widths = new int[query.columns().size()];
        lines.forEach(line -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        });
        return lines.stream().map(line -> {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < widths.length; column++) {
                cells.add(line.get(column) + " ".repeat(widths[column] - line.get(column).length()));
            }
            return cells.stream().collect(Collectors.joining("  ")).stripTrailing();
        }).toList();
    }
}
