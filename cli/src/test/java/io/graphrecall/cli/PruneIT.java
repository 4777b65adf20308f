package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
class PruneIT {

    private final GraphAddress address;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    PruneIT(GraphAddress address) {
        this.address = address;
    }

    @Test
    void eventsBeforeTheStartOfADayAreCountedInADryRunAndDeletedOtherwise() throws IOException {
        Path data = Files.createDirectories(home.resolve("my-data"));
        Files.writeString(data.resolve("dataset.json"), "{\"name\":\"mine\",\"timestamps\":\"real\"}");
        Files.writeString(data.resolve("contents.jsonl"), """
                {"content_id":"a","title":"red"}
                """);
        Files.writeString(data.resolve("events.jsonl"), """
                {"user_id":"ann","action":"click","content_id":"a","timestamp":"2026-01-01T23:59:59Z"}
                {"user_id":"bob","action":"click","content_id":"a","timestamp":"2026-01-02T00:00:00Z"}
                {"user_id":"cid","action":"click","content_id":"a","timestamp":"2026-01-02T23:59:59Z"}
                """);
        run("load", data.toString());

        String counted = "1 event of 1 user is before 2026-01-02T00:00:00Z\n";
        assertThat(run("prune", "--events-before", "2026-01-02", "--dry-run")).isEqualTo(counted);
        assertThat(run("prune", "--events-before", "2026-01-03", "--dry-run"))
                .isEqualTo("3 events of 3 users are before 2026-01-03T00:00:00Z\n");
        assertThat(run("prune", "--events-before", "2026-01-02"))
                .isEqualTo(counted + "Deleted 1 event and 0 search queries\n");
        assertThat(run("prune", "--events-before", "2026-01-03", "--dry-run"))
                .isEqualTo("2 events of 2 users are before 2026-01-03T00:00:00Z\n");
    }

    private String run(String... words) {
        CommandRun run = CommandRun.of(List.of("--home", home.toString(), "--neo4j-uri", address.uri().toString(),
                "--neo4j-user", address.user(), "--neo4j-password", address.password()), words);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return run.printed();
    }
}
