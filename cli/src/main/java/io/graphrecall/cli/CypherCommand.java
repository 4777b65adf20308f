package io.graphrecall.cli;

import io.graphrecall.cypher.BrowserGuide;
import io.graphrecall.cypher.Exploration;
import io.graphrecall.cypher.QueryResult;
import io.graphrecall.evaluation.report.ReportFiles;
import io.graphrecall.evaluation.report.ResultPage;
import io.graphrecall.home.RecallHome;
import io.graphrecall.schema.Counts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

@Command(name = "cypher", description = "Runs a built-in query or a read-only Cypher statement and prints the result as a table, or draws it as an HTML page.")
final class CypherCommand extends HomeCommand implements Runnable {

    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "Name of a built-in query, or a Cypher statement such as \"MATCH (t:Tag) RETURN t.name\".")
    private @Nullable String query;

    @Option(names = "--param", paramLabel = "KEY=VALUE", description = "Parameter of the query; --list shows those of built-in queries. In a statement, numbers, true and false have their type; other values are text.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--html", paramLabel = "FILE", description = "Draw the paths and nodes of the result and write them with its rows as an HTML page, instead of printing a table.")
    private @Nullable Path html;

    @Option(names = "--guide", paramLabel = "FILE", description = "Write the built-in queries as a guide of Neo4j Browser (AsciiDoc); --param sets values, such as user.")
    private @Nullable Path guide;

    @Option(names = "--list", description = "List the built-in queries with their parameters.")
    private boolean list;

    @Option(names = "--limit", paramLabel = "ROWS", defaultValue = "100", description = "Maximum rows of a statement (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "30", description = "Maximum time in seconds (default: ${DEFAULT-VALUE}).")
    private int timeout = 30;

    @Override
    public void run() {
        if (list) {
            Exploration.NAMES.stream().map(Exploration::of).forEach(this::describe);
            return;
        }
        if (guide != null) {
            prepareOutput(guide);
            ReportFiles.write(guide, BrowserGuide.asciiDoc(parameters));
            console().print("Wrote " + guide);
            return;
        }
        if (query == null) {
            throw wrongUsage("a QUERY, --list or --guide must be given");
        }
        if (limit < 1 || timeout < 1) {
            throw wrongUsage("--limit and --timeout must be at least 1");
        }
        prepareOutput(html);
        if (query.strip().chars().anyMatch(Character::isWhitespace)) {
            try (RecallHome home = home().openExisting(console().progress())) {
                QueryResult result = home.graph().query(query, QueryResult.parameters(parameters), limit,
                        Duration.ofSeconds(timeout));
                if (html == null) {
                    print(result);
                } else {
                    write(new ResultPage("Query result", "", query.strip(), parameters, result), html);
                }
            }
        } else {
            Exploration exploration = Exploration.of(query);
            try (RecallHome home = home().openExisting(console().progress())) {
                QueryResult result = home.graph().query(exploration, parameters, Duration.ofSeconds(timeout));
                if (html == null) {
                    printTable(result);
                    if (result.rows().isEmpty()) {
                        console().print(Counts.of(0, "row"));
                    }
                } else {
                    write(new ResultPage(exploration.name(), exploration.summary(),
                            exploration.statement().text().strip(), parameters, result), html);
                }
            }
        }
    }

    private void write(ResultPage page, Path file) {
        page.write(file);
        console().print("Wrote " + file);
    }

    private void print(QueryResult result) {
        printTable(result);
        result.unknown().forEach(this::note);
        String rows = Counts.of(result.rows().size(), "row");
        console().print(result.truncated() ? "First " + rows + "; --limit=ROWS changes the limit" : rows);
    }

    private void printTable(QueryResult result) {
        List<String> columns = result.columns();
        TextTable.of(columns, result.rows().stream().map(row -> IntStream.range(0, row.size())
                .mapToObj(i -> ResultPage.text(columns.get(i), row.get(i))).toList()).toList())
                .forEach(console()::print);
    }

    private void describe(Exploration exploration) {
        console().print(exploration.name() + "  " + exploration.summary());
        exploration.parameters().forEach(parameter -> console().print("    --param " + parameter.name() + "=…  "
                + parameter.description()
                + (parameter.defaultValue() == null ? "" : " (default: " + parameter.defaultValue() + ")")));
    }
}
