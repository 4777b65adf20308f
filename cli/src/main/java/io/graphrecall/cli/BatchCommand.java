package io.graphrecall.cli;

import io.graphrecall.evaluation.lists.BatchRecall;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.home.GraphFacts;
import io.graphrecall.home.RecallHome;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import io.graphrecall.schema.parallel.BlockHost;
import io.graphrecall.schema.parallel.BlockRunner;
import io.graphrecall.schema.parallel.LocalBlocks;
import io.graphrecall.service.BatchConditions;
import io.graphrecall.service.BatchHost;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.cluster.ClusterClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

@Command(name = "batch", description = "Writes the recall lists of many users as JSON Lines or Parquet.")
final class BatchCommand extends HomeCommand implements Runnable {

    @Option(names = "--size", paramLabel = "N", defaultValue = "100", description = "Maximum contents per user (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Output file: Parquet with a row per recalled content if its name ends with .parquet, else JSON Lines with a list per user.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--users", paramLabel = "FILE", description = "File with one user id per line (default: all users).")
    private @Nullable Path users;

    @Option(names = "--channels", split = ",", paramLabel = "CHANNEL", description = "Recall channels in order of priority (default: those of the default scene).")
    private List<String> channels = List.of();

    @Option(names = "--as-of", paramLabel = "TIME", description = "Time of the requests; a date alone means its end in UTC (default: time of the newest event).")
    private @Nullable Instant asOf;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Override
    public void run() {
        if (size < 1 || size > RecallRequest.MAX_SIZE) {
            throw wrongUsage("--size must be between 1 and " + RecallRequest.MAX_SIZE + ", found " + size);
        }
        Console console = console();
        List<String> selected = users == null ? null : readLines(users);
        try (RecallHome home = home().openExisting(console.progress())) {
            GraphFacts facts = new GraphFacts(home.graph());
            List<String> ids = selected == null ? facts.users() : selected;
            Instant now = asOf == null ? facts.newestEvent().orElseGet(Instant::now) : asOf;
            ServiceSettings settings = home().settings();
            try (ClusterClient members = cluster.connect(home, console.progress())) {
                if (members == null) {
                    try (GenerationRecall recall = home.recall(settings.recall(), Clock.fixed(now, ZoneOffset.UTC))) {
                        write(new LocalBlocks(BlockHost.of(BatchHost.class, conditions -> recall)), ids, BatchConditions
                                .of(now, recall.pipeline().snapshot().manifest().id(), settings), console.progress());
                    }
                } else {
                    GenerationId generation = RecallHome.generations(home.folder()).current()
                            .or(members::generation).orElseThrow(() -> new RecallException(
                                    Code.NOT_FOUND, "the members serve no generation: build one first"));
                    write(members.blocks(), ids, BatchConditions.of(now, generation, settings), console.progress());
                }
            }
            console.print("Wrote " + Counts.of(ids.size(), "list") + " to " + out);
        }
    }

    private void write(BlockRunner runner, List<String> ids, BatchConditions conditions, Progress progress) {
        new BatchRecall(runner, channels, size).write(ids, conditions, out, progress);
    }

    /**
     * Reads ids, without a byte order mark and blanks around them, which a load removes too.
     *
     * @throws RecallException NOT_FOUND if the file cannot be read, INVALID if a line of it is no id
     */
    static List<String> readLines(Path file) {
        try {
            List<String> lines = Files.readString(file).replaceFirst("^\uFEFF", "").lines().map(String::strip).toList();
            return IntStream.range(0, lines.size()).filter(line -> !lines.get(line).isEmpty())
                    .mapToObj(line -> id(file, line + 1, lines.get(line))).toList();
        } catch (CharacterCodingException e) {
            throw new RecallException(Code.INVALID, "the user ids in " + file + " are not UTF-8", e);
        } catch (IOException e) {
            throw new RecallException(Code.NOT_FOUND, "cannot read the user ids in " + file + ": " + reason(e), e);
        }
    }

    private static String id(Path file, int line, String text) {
        try {
            return new UserId(text).key();
        } catch (IllegalArgumentException e) {
            throw new RecallException(Code.INVALID, file + " line " + line + ": " + e.getMessage(), e);
        }
    }
}
