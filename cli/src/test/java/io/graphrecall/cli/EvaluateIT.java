package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.blend.TunedBlend;
import io.graphrecall.home.WorkFolders;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The commands that measure in a temporary home use the settings of the home. */
@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
class EvaluateIT {

    private static final String CHANNELS = "[{id: i2i, quota: 40, min: 1, weight: 1}, {id: popular, quota: 30, min: 1, weight: 1}]";
    private static final List<String> NO_MODELS = List.of(
            "--no-multimodal", "--no-personalised", "--no-deep-match", "--no-gcn");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void writeWorldAndSettings() throws IOException {
        SimulatedWorld.write(folder.resolve("world"),
                WorldParameters.of(60, 80, 2_000, 1, Instant.parse("2026-01-01T00:00:00Z")), Progress.NONE);
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home").resolve(SettingsSource.FILE), """
                recall.scenes.feed.channels = %s
                recall.scenes.feed.variants = [{scene: detail, share: 0.5}]
                recall.http { host = "0.0.0.0", api-keys = [a-key-of-this-test] }
                """.formatted(CHANNELS));
    }

    private String[] arguments(String command, String... options) {
        List<String> words = new ArrayList<>(
                List.of("--home", folder.resolve("home").toString(), command, folder.resolve("world").toString()));
        words.addAll(List.of(options));
        words.addAll(NO_MODELS);
        return words.toArray(String[]::new);
    }

    @Test
    void tuneUsesTheSettingsOfTheHome() throws IOException {
        Path out = folder.resolve("home").resolve(TunedBlend.FILE);
        Path temporary = folder.resolve("home").resolve(WorkFolders.TUNING);

        CommandRun tune = CommandRun.inTemporaryHome(temporary, RunningGraph::lend, arguments("tune"));

        assertThat(tune.exitCode()).as(tune.errors()).isZero();
        assertThat(tune.printed()).contains("recall.scenes.feed.channels").doesNotContain("a-key-of-this-test");
        JsonNode channels = new JsonMapper().readTree(out.toFile()).get("channels");
        assertThat(channels.findValuesAsText("id")).containsExactlyInAnyOrder("i2i", "popular");
        assertThat(temporary).doesNotExist();
    }

    @Test
    void anUnknownChannelEndsAnEvaluationBeforeItLoads() {
        Path out = folder.resolve("out");

        CommandRun evaluate = CommandRun.inTemporaryHome(out.resolve("home"), RunningGraph::lend,
                arguments("evaluate", "--out", out.toString(), "--channels", "i2i,populer"));

        assertThat(evaluate.exitCode()).isEqualTo(1);
        assertThat(evaluate.errors()).contains("the request has the unknown channel 'populer', expected one of i2i, ")
                .doesNotContain("events.jsonl");
    }

    @Test
    void aTemporaryHomeInUseIsKept() {
        Path out = folder.resolve("out");
        Path temporary = out.resolve("home");
        RunningGraph.lend(temporary);
        LocalGraph.Status inUse = LocalGraph.status(temporary);
        assertThat(inUse.isRunning()).isTrue();

        CommandRun evaluate = CommandRun.of(arguments("evaluate", "--out", out.toString()));
        assertThat(evaluate.exitCode()).isEqualTo(1);
        assertThat(evaluate.errors()).contains("the Neo4j of " + temporary + " is running (process ");

        CommandRun stop = CommandRun.of(List.of("--home", temporary.toString()), "graph", "stop");
        assertThat(stop.exitCode()).isEqualTo(1);
        assertThat(stop.errors()).contains("was started by another command", "--force");

        assertThat(LocalGraph.status(temporary)).isEqualTo(inUse);
    }
}
