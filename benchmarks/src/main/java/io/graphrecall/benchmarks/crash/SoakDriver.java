package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.IdFile;
import io.graphrecall.benchmarks.input.ReportJson;
import io.graphrecall.cypher.GraphClient;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Soak test: several members under load, of which one at a time is killed or frozen. Checks that each recall has a
 * response, that no acknowledged click is lost, and that no seen content is recalled. Prints progress to standard error and
 * the {@link SoakReport} as JSON to standard output. The exit code is 1 if a check fails.
 *
 * <p>The clicks belong to new users and stay in the graph. Use a home folder that can be deleted.
 */
public final class SoakDriver {

    private static final String USAGE = """
            --command COMMAND     Command that starts a member, for instance './recall --home DIR serve --port {port}'.
                                  Its process is killed and frozen. Required.
            --contents FILE       Content ids, one a line or as contents.jsonl. Required.
            --bolt URI            Database, where the clicks are counted in the end. Required.
            --password-file FILE  Password file of the database. Required.
            --user NAME           User of the database (default: neo4j).
            --members N           Number of members (default: 3).
            --first-port PORT     Port of the first member; the others have the next ones (default: 8080).
            --graph-pid PID|FILE  Process of Neo4j, or the file graph/process.properties of the home, to freeze it at times
                                  (default: it is left alone).
            --graph-fault COMMAND Command that kills Neo4j, starts it again at the same address, and prints its new process
                                  last (default: Neo4j is not killed).
            --graph-proxy PORT    Port of a proxy to the database, whose connections are cut at times. Members connect through
                                  it: './recall --neo4j-uri bolt://127.0.0.1:PORT …' (default: none).
            --graph-disk DIR      Folder on the file system of the database, which is filled at times. It must have at most
                                  8 GB free; a tmpfs will do (default: none).
            --activate ID         Generation to activate in the middle of the run, on all members (default: none).
            --recalls N           Recalls per second (default: 100).
            --posts N             Clicks per second (default: 20).
            --new-contents N      New contents per second (default: 0.2).
            --erasures N          Erased users per second (default: 0.1).
            --seconds SECONDS     Time under load (default: 300).
            --pause SECONDS       Time from one fault to the next (default: 20).
            --freeze SECONDS      Maximum time of a freeze (default: 15).
            --timeout MS          Time after which the client retries at another member (default: 2000).
            --patience SECONDS    Maximum start time of a member (default: 120).
            --seed N              Seed of the faults (default: 1).
            --logs DIR            Existing folder for the output of the members (default: the working directory).""";

    private SoakDriver() {}

    /** Runs the test that the arguments describe. Prints the usage if there are none. */
    public static void main(String[] words) throws IOException, InterruptedException {
        Arguments arguments = Arguments.ofProgram(USAGE, words);
        URI database = arguments.required("bolt", URI::create);
        SoakSettings settings = settings(arguments, database);
        try (GraphClient graph = GraphClient.connect(
                database, arguments.value("user", "neo4j", name -> name),
                arguments.required("password-file", CrashDriver::firstLine))) {
            arguments.requireAllRead();
            SoakReport report = new SoakRun(settings, new GraphEventLookup(graph), System.err::println).run();
            System.out.println(ReportJson.of(report));
            System.exit(report.passed() ? 0 : 1);
        }
    }

    private static SoakSettings settings(Arguments arguments, URI database) {
        return new SoakSettings(
                arguments.required("command", command -> command),
                arguments.value("first-port", 8080, Integer::valueOf), arguments.value("members", 3, Integer::valueOf),
                arguments.required("contents", file -> IdFile.read(Path.of(file), "content_id")),
                new GraphFaults(
                        arguments.value("graph-pid", "", process -> process),
                        arguments.value("graph-fault", "", command -> command),
                        database,
                        arguments.value("graph-proxy", 0, Integer::valueOf),
                        arguments.optional("graph-disk", Path::of).orElse(null)),
                arguments.value("activate", "", id -> id),
                arguments.value("recalls", 100.0, Double::valueOf), arguments.value("posts", 20.0, Double::valueOf),
                arguments.value("new-contents", 0.2, Double::valueOf),
                arguments.value("erasures", 0.1, Double::valueOf),
                arguments.seconds("seconds", 300), arguments.seconds("pause", 20), arguments.seconds("freeze", 15),
                arguments.value("timeout", Duration.ofSeconds(2), ms -> Duration.ofMillis(Long.parseLong(ms))),
                arguments.seconds("patience", 120), arguments.value("seed", 1L, Long::valueOf),
                arguments.value("logs", Path.of(""), Path::of));
    }
}
