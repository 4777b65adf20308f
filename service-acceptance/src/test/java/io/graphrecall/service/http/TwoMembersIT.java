package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.cluster.HazelcastMember;
import io.graphrecall.service.state.StateParameters;
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
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two members with separate homes on one graph. The last test stops one of them. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoMembersIT {

    private final String cluster = "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    private int port;
    private Path homes = Path.of("");
    private GenerationId first;
    private TestService here;
    private TestService there;
    private final ForgottenUsers forgottenHere = new ForgottenUsers(ConcurrentHashMap.newKeySet());
    private final ForgottenUsers forgottenThere = new ForgottenUsers(ConcurrentHashMap.newKeySet());

    /** A module that records of whom it was to remove everything. */
    private record ForgottenUsers(Set<UserId> users) implements ServingModule {

        @Override
        public List<RecallChannel> channels() {
            return List.of();
        }

        @Override
        public void forget(UserId user) {
            users.add(user);
        }
    }

    @BeforeAll
    void start(GraphAddress address, @TempDir Path folder) throws IOException {
        homes = folder;
        port = FreePort.next();
        first = world("first").publish(TestService.store(homes.resolve("here")), 0);
        here = TestService.join(address, homes.resolve("here"), cluster, port, forgottenHere);
        there = TestService.join(address, homes.resolve("there"), cluster, port, forgottenThere);
    }

    @AfterAll
    void stop() {
        there.close();
        here.close();
    }

    private static SmallWorld world(String content) {
        return new SmallWorld().next("a", "x", 1).next("b", "y", 1).popular(content, 1);
    }

    @Test
    @Order(0)
    void aMemberThatIsAloneAgainKnowsWhatTheOtherAcknowledged(GraphAddress address, @TempDir Path folder)
            throws IOException {
        world("p").publish(TestService.store(folder.resolve("alone")), 0);
        String name = cluster + "-alone";
        int first = FreePort.next();
        try (TestService alone = TestService.join(address, folder.resolve("alone"), name, first)) {
            alone.post("/v1/events", "[" + click("una-1", "una", "b") + "]");
            assertThat(alone.recall("una")).contains("a");
            assertThat(alone.recall("una")).as("from the copy").contains("a");
            try (TestService guest = TestService.join(address, folder.resolve("guest"), name, first)) {
                assertThat(guest.post("/v1/events", "[" + click("una-2", "una", "a") + "]").statusCode())
                        .isEqualTo(202);
            }
            assertThat(alone.recall("una")).contains("x").doesNotContain("a");
        }
    }

    @Test
    @Order(1)
    void aMemberWithAnEmptyHomeServesTheActiveGeneration() {
        assertThat(json(there.get("/readyz")).get("generation").textValue()).isEqualTo(first.value());
        assertThat(there.recall("nobody")).contains("first");
        assertThat(TestService.store(homes.resolve("there")).current()).hasValue(first);
    }

    @Test
    @Order(2)
    void anActivationReachesAllMembersBeforeTheResponse() {
        GenerationId second = world("second").write(TestService.store(homes.resolve("here")), 0);

        assertThat(here.post("/v1/generations/" + second + "/activate", "").statusCode()).isEqualTo(200);
        assertThat(there.recall("nobody")).contains("second").doesNotContain("first");

        assertThat(there.post("/v1/generations/" + first + "/activate", "").statusCode()).isEqualTo(200);
        assertThat(here.recall("nobody")).contains("first").doesNotContain("second");
        assertThat(TestService.store(homes.resolve("here")).current()).hasValue(first);
    }

    @Test
    @Order(2)
    void anActivationDoesNotWaitForAMemberThatIsStillStarting() {
        ClusterSettings settings = new ClusterSettings(cluster, "127.0.0.1", port, List.of("127.0.0.1:" + port), 1);
        HazelcastInstance starting = HazelcastMember.start(
                settings, new StateParameters(10, 0, Duration.ofHours(1), Duration.ofHours(1), 0, 0));
        try {
            GenerationId next = world("next").write(TestService.store(homes.resolve("there")), 0);
            HttpResponse<String> activated = here.post("/v1/generations/" + next + "/activate", "");
            assertThat(activated.statusCode()).as(activated.body()).isEqualTo(200);
            assertThat(there.recall("nobody")).contains("next");
        } finally {
            starting.shutdown();
        }
        assertThat(here.post("/v1/generations/" + first + "/activate", "").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void aMemberFetchesFromTheNextOneIfTheFilesOfTheFirstAreDamaged(GraphAddress address, @TempDir Path home)
            throws IOException {
        GenerationId next = world("next").write(TestService.store(homes.resolve("here")), 0);
        assertThat(there.post("/v1/generations/" + next + "/activate", "").statusCode()).isEqualTo(200);
        Files.delete(GenerationsIT.largestFile(TestService.store(homes.resolve("here")).folder(next)));

        long began = System.nanoTime();
        try (TestService third = TestService.join(address, home, cluster, port)) {
            assertThat(third.recall("nobody")).contains("next");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as("time without a response that is not understood")
                .isLessThan(Duration.ofSeconds(30));
        assertThat(there.post("/v1/generations/" + first + "/activate", "").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void noMemberSwitchesToAGenerationThatOneOfThemCannotLoad() throws IOException {
        GenerationId third = world("third").write(TestService.store(homes.resolve("here")), 0);
        assertThat(here.post("/v1/generations/" + third + "/activate", "").statusCode()).isEqualTo(200);
        assertThat(here.post("/v1/generations/" + first + "/activate", "").statusCode()).isEqualTo(200);
        Path damaged = GenerationsIT.largestFile(TestService.store(homes.resolve("there")).folder(third));
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 1] ^= 1;
        Files.write(damaged, bytes);

        HttpResponse<String> refused = here.post("/v1/generations/" + third + "/activate", "");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(json(refused).get("detail").textValue()).contains(third.value(), "checksum");
        for (TestService member : List.of(here, there)) {
            assertThat(member.recall("nobody")).contains("first").doesNotContain("third");
            assertThat(json(member.get("/v1/generations")).get("serving").textValue()).isEqualTo(first.value());
        }
    }

    @Test
    @Order(3)
    void anEventOnOneMemberAffectsTheNextRecallOnTheOther() {
        for (int i = 0; i < 10; i++) {
            String user = "ann-" + i;
            assertThat(there.recall(user)).contains("a");
            long seq = json(here.post("/v1/events", "[" + click(user, user, "a") + "]")).get("seq").longValue();
            assertThat(there.recall(user)).startsWith("x").doesNotContain("a");
            assertThat(ids(there.post("/v1/recall", "{\"user_id\":\"" + user + "\",\"min_seq\":" + seq + "}")))
                    .startsWith("x");
        }
    }

    @Test
    @Order(4)
    void contentsAndWithdrawalsReachTheOtherMember() {
        String content = "[{\"content_id\":\"new\",\"published_at\":" + (SmallWorld.NOW - 1000) + "}]";
        long seq = json(here.post("/v1/contents", content)).get("seq").longValue();
        assertThat(ids(there.post("/v1/recall", "{\"user_id\":\"nobody\",\"min_seq\":" + seq + "}"))).contains("new");

        seq = json(there.delete("/v1/contents/new")).get("seq").longValue();
        assertThat(ids(here.post("/v1/recall", "{\"user_id\":\"nobody\",\"min_seq\":" + seq + "}")))
                .doesNotContain("new");
    }

    @Test
    @Order(5)
    void whatUsersOfOneMemberWereShownIsKnownToTheOther() {
        String explored = "{\"user_id\":\"nobody\",\"channels\":[{\"id\":\"explore\"}],\"blend\":\"rrf\"}";
        assertThat(ids(there.post("/v1/recall", explored))).contains("x", "y");
        String impressions = IntStream.range(0, 100).mapToObj(i -> """
                {"event_id":"shown-%d","user_id":"viewer-%d","action":"impression","content_id":"x","timestamp":%d}
                """.formatted(i, i, SmallWorld.NOW - 1000)).collect(Collectors.joining(",", "[", "]"));
        assertThat(here.post("/v1/events", impressions).statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(ids(there.post("/v1/recall", explored))).contains("y").doesNotContain("x"));
    }

    @Test
    @Order(5)
    void anEventOnOneMemberCountsForTheAnswerOfTheOther() {
        JsonNode answer = json(there.get("/v1/users/carl/recall"));
        String content = answer.at("/contents/0/content_id").textValue();
        String event = """
                [{"event_id":"carl-%s","user_id":"carl","action":"%s","content_id":"%s","timestamp":%d,"request_id":"%s"}]
                """;
        for (String action : List.of("impression", "click")) {
            assertThat(here.post("/v1/events", event.formatted(action, action, content, SmallWorld.NOW - 1000,
                    answer.get("request_id").textValue())).statusCode()).isEqualTo(202);
        }

        String whole = "{channel=\"all\",scene=\"feed\",variant=\"feed\"} 1.0";
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(there.get("/metrics").body()).contains(
                "graphrecall_feedback_shown_total" + whole, "graphrecall_feedback_clicked_total" + whole,
                "graphrecall_feedback_events_total{answer=\"received\"} 2.0"));
        assertThat(here.get("/metrics").body()).contains("graphrecall_feedback_events_total{answer=\"unknown\"} 2.0")
                .doesNotContain("graphrecall_feedback_shown_total");
    }

    @Test
    @Order(6)
    void aDeletedUserIsUnknownToTheOtherMember() {
        here.post("/v1/events", "[" + click("bob-1", "bob", "b") + "]");
        assertThat(there.recall("bob")).startsWith("y");

        assertThat(there.delete("/v1/users/bob").statusCode()).isEqualTo(204);

        assertThat(here.get("/v1/users/bob").statusCode()).isEqualTo(404);
        assertThat(here.recall("bob")).contains("b");
        assertThat(forgottenThere.users()).containsExactly(new UserId("bob"));
        await().atMost(Duration.ofSeconds(20)).until(() -> forgottenHere.users().equals(forgottenThere.users()));
    }

    @Test
    @Order(7)
    void acknowledgedEventsSurviveTheStopOfAMember() {
        List<String> users = List.of("zoe-1", "zoe-2", "zoe-3", "zoe-4", "zoe-5");
        users.forEach(user -> there.post("/v1/events", "[" + click(user, user, "b") + "]"));

        there.close();

        users.forEach(user -> assertThat(here.recall(user)).startsWith("y").doesNotContain("b"));
        HttpResponse<String> posted = here.post("/v1/events", "[" + click("zoe-6", "zoe-1", "a") + "]");
        assertThat(posted.statusCode()).isEqualTo(202);
        assertThat(here.recall("zoe-1")).contains("x", "y").doesNotContain("a", "b");
        HttpResponse<String> activated = here.post("/v1/generations/" + first + "/activate", "");
        assertThat(activated.statusCode()).as(activated.body()).isEqualTo(200);
    }
}
