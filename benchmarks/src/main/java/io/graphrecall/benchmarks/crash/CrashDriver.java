package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.IdFile;
import io.graphrecall.benchmarks.input.ServiceAddress;
import io.graphrecall.cypher.GraphClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Kills a service while events are posted, and tells whether every acknowledged event was kept. Progress on the error
 * output, the {@link CrashReport} as JSON on the output; the exit code is 1 where an event was not kept.
 *
 * <p>The events are of new users, and stay in the graph: use a home that can be thrown away.
 */
public final class CrashDriver {

    private static final String USAGE = """
            --command './recall --home DIR serve'  starts the service, and is the process that is killed
            --contents FILE               content ids, one a line or as contents.jsonl
            --bolt bolt://127.0.0.1:PORT  the database, where events are counted in the end
            --password-file FILE          of the database
            --user neo4j                  of the database
            --url http://127.0.0.1:8080   where the service listens; this machine only
            --rounds 20                   how often it is killed
            --posters 8                   events under way at any time
            --seconds 2                   from ready to the kill, on average
            --patience 120                seconds that a start may take
            --seed 1                      of the times of the kills
            --log crash-service.log       where the output of the service goes""";

    private CrashDriver() {}

    /** Runs the crashes that the arguments describe; without any, tells which there are. */
    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length == 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Arguments arguments = Arguments.of(words);
        CrashSettings settings = settings(arguments);
        try (GraphClient graph = GraphClient.connect(
                arguments.required("bolt", URI::create), arguments.value("user", "neo4j", name -> name),
                arguments.required("password-file", CrashDriver::firstLine))) {
            arguments.requireAllRead();
            CrashReport report = new CrashRun(settings, new GraphEventLookup(graph), System.err::println).run();
            System.out.println(report.json());
            System.exit(report.kept() ? 0 : 1);
        }
    }

    private static CrashSettings settings(Arguments arguments) {
        Duration average = arguments.value("seconds", Duration.ofSeconds(2), CrashDriver::seconds);
        return new CrashSettings(
                arguments.required("command", command -> command),
                arguments.value("url", new ServiceAddress("127.0.0.1", 8080), ServiceAddress::ofUrl),
                arguments.required("contents", file -> IdFile.read(Path.of(file), "content_id")),
                arguments.value("rounds", 20, Integer::valueOf), arguments.value("posters", 8, Integer::valueOf),
                average.dividedBy(2), average.multipliedBy(3).dividedBy(2),
                arguments.value("patience", Duration.ofMinutes(2), CrashDriver::seconds),
                arguments.value("seed", 1L, Long::valueOf),
                arguments.value("log", Path.of("crash-service.log"), Path::of));
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static String firstLine(String file) {
        try {
            return Files.readAllLines(Path.of(file)).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("can not read " + file, e);
        }
    }
}
