package io.graphrecall.cli;

import io.graphrecall.evaluation.lists.BatchRecall;
import io.graphrecall.home.GraphFacts;
import io.graphrecall.home.RecallHome;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.pipeline.RecallRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

@Command(name = "batch", description = "Recalls for many users, a line of JSON each.")
final class BatchCommand extends HomeCommand implements Runnable {

    @Option(names = "--size", paramLabel = "N", defaultValue = "100", description = "Contents a user, at most (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--users", paramLabel = "FILE", description = "Whom to recall for, an id a line (default: all).")
    private @Nullable Path users;

    @Option(names = "--channels", split = ",", paramLabel = "CHANNEL", description = "The channels to ask, in order of priority (default: those of the default scene).")
    private List<String> channels = List.of();

    @Option(names = "--as-of", paramLabel = "TIME", description = "The now of all requests (default: the newest event).")
    private @Nullable Instant asOf;

    @Override
    public void run() {
        if (size < 1 || size > RecallRequest.MAX_SIZE) {
            throw wrongUsage("--size is " + size + ", expected 1 to " + RecallRequest.MAX_SIZE);
        }
        Console console = console();
        List<String> named = users == null ? null : lines(users);
        try (RecallHome home = home().open()) {
            GraphFacts facts = new GraphFacts(home.graph());
            List<String> ids = named == null ? facts.users() : named;
            Instant now = asOf == null ? facts.newestEvent().orElseGet(Instant::now) : asOf;
            try (RecallServer server = home.serveInProcess(home().settings(), Clock.fixed(now, ZoneOffset.UTC))) {
                new BatchRecall(server.pipeline(), channels, size).write(ids, now, out, console.progress());
            }
            console.print("wrote " + ids.size() + " lists to " + out);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new RecallException(Code.NOT_FOUND, file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
