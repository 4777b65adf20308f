package io.graphrecall.evaluation.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.home.RecallHome;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.BlockHost;
import io.graphrecall.schema.parallel.LocalBlocks;
import io.graphrecall.service.BatchConditions;
import io.graphrecall.service.BatchHost;
import io.graphrecall.service.cluster.ClusterClient;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.testing.MemberProcess;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.FreePort;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Batch recall over three members, one of which is killed in the last test but one. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BatchOverMembersIT {

    /** Several times as many as may wait for the command. */
    private static final int BLOCKS = 60;
    private static final List<String> USERS = IntStream.range(0, BLOCKS * BatchTask.USERS - 1)
            .mapToObj(i -> "reader-" + i).toList();
    private static final Instant NOW = Instant.ofEpochMilli(SmallWorld.NOW);

    private Path folder = Path.of("");
    private String cluster = "";
    private int port;
    private GenerationId generation;
    private RecallHome home;
    private TestService first;
    private TestService second;
    private MemberProcess third;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path temporary) throws IOException {
        folder = temporary;
        SmallWorld world = new SmallWorld();
        IntStream.range(0, 40).forEach(i -> world.next("c" + i, "c" + (i * 7 + 1) % 40, 1 + i % 5)
                .tags("c" + i, "t" + i % 4).popular("c" + i, i));
        generation = world.publish(TestService.store(folder.resolve("first")), 0);
        cluster = "batch-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        port = FreePort.next();
        first = TestService.join(address, folder.resolve("first"), cluster, port);
        second = TestService.join(address, folder.resolve("second"), cluster, port);
        third = MemberProcess.join(address, folder.resolve("third"), cluster, port);
        for (int from = 0; from < 400; from += 100) {
            String events = IntStream.range(from, from + 100)
                    .mapToObj(i -> TestService.click("batch-" + i, "reader-" + i * 4, "c" + i % 40))
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(first.post("/v1/events", events).statusCode()).isEqualTo(202);
        }
        home = RecallHome.remote(folder.resolve("second"), address);
        writeAlone("lists.jsonl", "lists.parquet");
    }

    @AfterAll
    void stop() {
        home.close();
        third.close();
        second.close();
        first.close();
    }

    private ClusterClient connect() {
        return ClusterClient.connect(
                new ClusterSettings(cluster, "127.0.0.1", 5701, List.of("127.0.0.1:" + port), 0)).orElseThrow();
    }

    private BatchConditions conditions() {
        return BatchConditions.of(NOW, generation, home.settings());
    }

    private Path alone(String file) {
        return folder.resolve("alone-" + file);
    }

    private void writeAlone(String... files) {
        try (GenerationRecall recall = home.recall(home.settings().recall(), TestService.CLOCK)) {
            BatchRecall batch = new BatchRecall(new LocalBlocks(BlockHost.of(BatchHost.class, conditions -> recall)),
                    List.of(), 10);
            for (String file : files) {
                batch.write(USERS, conditions(), alone(file), Progress.NONE);
            }
        }
    }

    private Path overMembers(String file, Progress progress) {
        Path out = folder.resolve("members-" + file);
        try (ClusterClient client = connect()) {
            assertThat(client.generation()).hasValue(generation);
            new BatchRecall(client.blocks(), List.of(), 10).write(USERS, conditions(), out, progress);
        }
        return out;
    }

    @Test
    @Order(1)
    void theLinesAreThoseOfThisMachineAlone() throws IOException {
        Counting progress = new Counting();
        Path out = overMembers("lists.jsonl", progress);

        assertThat(out).hasSameBinaryContentAs(alone("lists.jsonl"));
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSameSizeAs(USERS).doesNotHaveDuplicates();
        assertThat(lines.stream().map(line -> line.substring(line.indexOf("contents"))).distinct().count())
                .isGreaterThan(20);
        assertThat(progress.steps).isEqualTo(USERS.size());
    }

    @Test
    @Order(2)
    void theRowsAreThoseOfThisMachineAlone() {
        assertThat(overMembers("lists.parquet", Progress.NONE)).hasSameBinaryContentAs(alone("lists.parquet"));
    }

    @Test
    @Order(3)
    void aHomeWithOtherSettingsIsRefused() {
        BatchConditions own = conditions();
        List<String> changed = new ArrayList<>(own.settings());
        changed.replaceAll(line -> line.startsWith("recall.seed") ? "recall.seed = 4711" : line);
        try (ClusterClient client = connect()) {
            assertThatThrownBy(() -> new BatchRecall(client.blocks(), List.of(), 10).write(USERS,
                    new BatchConditions(NOW, own.generation(), changed), folder.resolve("refused"), Progress.NONE))
                    .isInstanceOf(RecallException.class).hasMessageContaining("has other settings")
                    .hasMessageContaining("recall.seed");
        }
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    @Test
    @Order(4)
    void aMemberThatIsKilledInTheMiddleChangesNothing() {
        Counting progress = new Counting();
        Path out = overMembers("killed.jsonl", new Counting() {
            @Override
            public void advance(long steps) {
                super.advance(steps);
                progress.advance(steps);
                if (this.steps == BatchTask.USERS) {
                    third.close();
                }
            }
        });
        assertThat(out).hasSameBinaryContentAs(alone("lists.jsonl"));
        assertThat(progress.steps).isEqualTo(USERS.size());
    }

    @Test
    @Order(5)
    void withoutMembersTheMachineWorksAloneAndSaysSo() throws IOException {
        Path settings = home.folder().resolve(SettingsSource.FILE);
        String before = Files.readString(settings);
        Files.writeString(settings,
                before + "recall.cluster { name = nobody, members = [\"127.0.0.1:" + port + "\"] }\n");
        Counting progress = new Counting();
        try (ClusterClient members = home.members(progress)) {
            assertThat(members).isNull();
        }
        Files.writeString(settings, before);
        assertThat(progress.outcome)
                .isEqualTo("no member responds at 127.0.0.1:" + port + ", so this machine works alone");
    }

    /** Counts steps. */
    private static class Counting implements Progress {

        long steps;
        String outcome = "";

        @Override
        public void begin(String task, long total) {
            steps = 0;
        }

        @Override
        public void advance(long count) {
            steps += count;
        }

        @Override
        public void end(String text) {
            outcome = text;
        }
    }
}
