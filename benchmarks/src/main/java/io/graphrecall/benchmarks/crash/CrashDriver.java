package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.IdFile;
import io.graphrecall.benchmarks.input.ReportJson;
import io.graphrecall.benchmarks.input.ServiceAddress;
import io.graphrecall.cypher.GraphClient;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Crash test: kills a service while events are posted and checks that no acknowledged event is lost. Prints progress to
 * standard error and the {@link CrashReport} as JSON to standard output. The exit code is 1 if an event is lost or
 * wrong.
 *
 * <p>The events belong to new users and stay in the graph. Use a home folder that can be deleted.
 */
public final class CrashDriver {

    private static final String USAGE = """
            --command COMMAND     Command that starts the service, for instance './recall --home DIR serve'. Its process is
                                  killed. Required.
            --contents FILE       Content ids, one a line or as contents.jsonl. Required.
            --bolt URI            Database, where the events are counted in the end. Required.
            --password-file FILE  Password file of the database. Required.
            --user NAME           User of the database (default: neo4j).
            --url URL             Address of the service, on this machine (default: http://127.0.0.1:8080).
            --rounds N            Number of kills (default: 20).
            --posters N           Concurrent posts (default: 8).
            --batch N             Events of a post (default: 1).
            --topic NAME          Kafka topic that the service consumes. Half of the events are written to it (default: none).
            --bootstrap-server HOST:PORT  Kafka bootstrap servers (default: localhost:9092).
            --group NAME          Consumer group of the service (default: graph-recall).
            --check N             Maximum users to check after each start, those with the newest events (default: 1000).
            --graph-fault COMMAND Command that kills the database and starts it again, at the same address. It runs in every
                                  fourth round, while events are posted.
            --seconds SECONDS     Mean time from ready to kill (default: 2).
            --patience SECONDS    Maximum start time of the service, and time without progress on the topic in the end
                                  (default: 120).
            --seed N              Seed of the times of the kills (default: 1).
            --log FILE            Output of the service (default: crash-service.log).""";

    private CrashDriver() {}

    /** Runs the test that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException, InterruptedException {
        Arguments arguments = Arguments.ofProgram(USAGE, words);
        CrashSettings settings = settings(arguments);
        try (GraphClient graph = GraphClient.connect(
                arguments.required("bolt", URI::create), arguments.value("user", "neo4j", name -> name),
                arguments.required("password-file", CrashDriver::firstLine));
                ClickTopic topic = topic(arguments)) {
            arguments.requireAllRead();
            CrashReport report = new CrashRun(settings, new GraphEventLookup(graph), topic, System.err::println).run();
            System.out.println(ReportJson.of(report));
            System.exit(report.passed() ? 0 : 1);
        }
    }

    private static @Nullable ClickTopic topic(Arguments arguments) throws IOException, InterruptedException {
        String servers = arguments.value("bootstrap-server", "localhost:9092", address -> address);
        String group = arguments.value("group", "graph-recall", name -> name);
        String topic = arguments.optional("topic", name -> name).orElse(null);
        return topic == null ? null : ClickTopic.connect(topic, servers, group);
    }

    private static CrashSettings settings(Arguments arguments) {
        Duration average = arguments.seconds("seconds", 2);
        return new CrashSettings(
                arguments.required("command", command -> command),
                arguments.value("url", new ServiceAddress("127.0.0.1", 8080), ServiceAddress::ofUrl),
                arguments.required("contents", file -> IdFile.read(Path.of(file), "content_id")),
                arguments.value("rounds", 20, Integer::valueOf), arguments.value("posters", 8, Integer::valueOf),
                arguments.value("batch", 1, Integer::valueOf), arguments.value("check", 1000, Integer::valueOf),
                average.dividedBy(2), average.multipliedBy(3).dividedBy(2),
                arguments.seconds("patience", 120), arguments.value("seed", 1L, Long::valueOf),
                arguments.optional("graph-fault", command -> command).orElse(null),
                arguments.value("log", Path.of("crash-service.log"), Path::of));
    }

    static String firstLine(String file) {
        try {
            return Files.readAllLines(Path.of(file)).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }
}
