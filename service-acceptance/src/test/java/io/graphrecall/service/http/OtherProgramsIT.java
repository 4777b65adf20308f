package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.User;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Other programs write to the graph of a running service, which follows it once a second. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherProgramsIT {

    /** Ten times the usual delay. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TestService service;
    private GraphWriter other;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().next("a", "x", 1).next("b", "y", 1).popular("p", 1).tags("p", "gel").popular("q", 1)
                .publish(TestService.store(home), 0);
        service = TestService.start(address, home, "recall.state.max-age = 1d",
                "recall.live.follow-interval = 100ms");
        other = new GraphWriter(service.graph());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aLoadInAnotherProcessAffectsRecalls(GraphAddress address, @TempDir Path folder)
            throws IOException, InterruptedException {
        assertThat(service.recall("ann")).contains("a", "q").doesNotContain("loaded");
        assertThat(service.recall("bob")).contains("b");
        Files.writeString(folder.resolve("contents.jsonl"),
                "{\"content_id\":\"loaded\",\"published_at\":" + (SmallWorld.NOW - 1000) + "}");
        Files.writeString(folder.resolve("events.jsonl"),
                click("ann-1", "ann", "a") + "\n" + click("bob-1", "bob", "b") + "\n"
                        + click("ann-2", "ann", "q").replace("click", "impression"));

        LoaderProcess.load(folder, address);

        eventually("ann", list -> list.getFirst().equals("x") && list.contains("loaded") && !list.contains("q"));
        eventually("bob", list -> list.getFirst().equals("y") && list.contains("loaded"));
    }

    @Test
    void minSeqWaitsForTheWriteOfAnotherProgram() {
        for (int i = 0; i < 10; i++) {
            String user = "cid-" + i;
            assertThat(service.recall(user)).contains("a");
            long seq = write(user, "a").seq();
            assertThat(ids(service.post("/v1/recall", "{\"user_id\":\"" + user + "\",\"min_seq\":" + seq + "}")))
                    .startsWith("x").doesNotContain("a");
        }
    }

    @Test
    void postsBetweenTheWritesOfAnotherProgramDoNotHideThem() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            String user = "dan-" + i;
            service.recall(user);
            write(user, "a");
            service.post("/v1/events", "[" + click(user, user, "b") + "]");
            assertThat(service.recall(user)).contains("y").doesNotContain("b");
            eventually(user, list -> list.contains("x") && !list.contains("a") && !list.contains("b"));
        }
    }

    /** The sequence number of a post that writes nothing is that of the last write, which somebody else did. */
    @Test
    void aRepeatedEventDoesNotHideTheWriteOfAnotherProgram(GraphAddress address, @TempDir Path home) {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        try (TestService slow = TestService.start(address, home, "recall.live.follow-interval = 1h")) {
            String event = "[" + click("fay-1", "fay", "p") + "]";
            assertThat(slow.post("/v1/events", event).statusCode()).isEqualTo(202);

            other.writeContents(List.of(CatalogueFormat.content(
                    StrictJson.parse("{\"content_id\":\"late\"}"), Conversion.UNREPORTED)));
            assertThat(recallAfter(slow, event)).contains("late");

            other.deleteContent(new ContentId("late"));
            assertThat(recallAfter(slow, event)).doesNotContain("late");
        }
    }

    /** Posts an event and returns a recall that sees the graph as it was then. */
    private static List<String> recallAfter(TestService service, String event) {
        long seq = json(service.post("/v1/events", event)).get("seq").longValue();
        return ids(service.post("/v1/recall", "{\"user_id\":\"nobody\",\"min_seq\":" + seq + "}"));
    }

    @Test
    void preferencesOfUsersAreFollowed() throws InterruptedException {
        assertThat(service.recall("eve")).contains("p");

        other.writeUsers(List.of(new User(
                new UserId("eve"), Map.of(), List.of(), List.of(), List.of(new TagName("gel")))));

        eventually("eve", list -> !list.contains("p") && list.contains("q"));
    }

    private WriteReport write(String user, String content) {
        return other.writeEvents(List.of(new BehaviourEvent(
                user + "-" + content, new UserId(user), Action.CLICK, new ContentId(content),
                Instant.ofEpochMilli(SmallWorld.NOW - 1000), 0, null, null, null, null)));
    }

    private void eventually(String user, Predicate<List<String>> condition) {
        await().atMost(PATIENCE).until(() -> service.recall(user), condition);
    }
}
