package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cluster of a content, and an estimate of who gets it. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContentReachIT {

    private static final int USERS = 20;
    /** Scene in which every recall is slow. */
    private static final String SCENES = """
            recall.scenes.slow = ${recall.scenes.feed} { channels = [{id: slow, quota: 9, min: 0, weight: 1}] }
            """;

    private final SlowChannel slow = new SlowChannel();
    private TestService service;

    /** Returns nothing, slowly. */
    private static final class SlowChannel implements RecallChannel {

        private static final Duration TIME = Duration.ofMillis(250);
        private final AtomicInteger runs = new AtomicInteger();

        @Override
        public String id() {
            return "slow";
        }

        @Override
        public @Nullable String missingInput(RecallQuery query) {
            return null;
        }

        @Override
        public ChannelResult recall(RecallQuery query) {
            runs.incrementAndGet();
            try {
                Thread.sleep(TIME);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ChannelResult.NOTHING;
        }
    }

    /** The sample has the users whose behaviour is in the graph at the start. */
    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().popular("p", 3).popular("q", 2).popular("lonely", 1).next("p", "q", 1)
                .vector("own", "p", 1, 0).vector("own", "q", .9f, .1f).vector("own", "far", 0, 1)
                .publish(TestService.store(home), 0);
        try (TestService first = TestService.start(address, home)) {
            String events = IntStream.range(0, USERS)
                    .mapToObj(i -> TestService.click("reach-" + i, "user-" + i, i < USERS / 2 ? "p" : "q"))
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(first.post("/v1/events", events).statusCode()).isEqualTo(202);
        }
        service = TestService.start(address, home, List.of(slow), SCENES);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aContentHasAClusterInEachSpaceWithItsNearestContentsFirst() {
        JsonNode answer = answer("/v1/contents/q/clusters");

        assertThat(answer.get("clusters")).hasSize(1);
        JsonNode cluster = answer.at("/clusters/0");
        assertThat(cluster.get("space").textValue()).isEqualTo("own");
        assertThat(cluster.get("size").intValue()).isEqualTo(2);
        assertThat(cluster.get("contents").findValuesAsText("content_id")).containsExactlyInAnyOrder("p", "q");
        assertThat(cluster.at("/contents/0/score").doubleValue())
                .isGreaterThanOrEqualTo(cluster.at("/contents/1/score").doubleValue())
                .isBetween(.99, 1.0001);
        assertThat(answer("/v1/contents/q/clusters?size=1").at("/clusters/0/contents")).hasSize(1);
    }

    @Test
    void aContentWithoutVectorsHasNoCluster() {
        assertThat(answer("/v1/contents/lonely/clusters").get("clusters")).isEmpty();
    }

    @Test
    void theSampleCountsTheUsersWhoseListHasTheContentAndTheChannelsThatReturnedIt() {
        JsonNode sample = answer("/v1/contents/q/reach").get("sample");

        assertThat(sample.get("users").intValue()).isEqualTo(USERS);
        assertThat(sample.get("reached").intValue()).as("the others have seen it").isEqualTo(USERS / 2);
        assertThat(sample.get("channels")).anySatisfy(channel -> {
            assertThat(channel.get("id").textValue()).isEqualTo("i2i");
            assertThat(channel.get("returned").intValue()).isEqualTo(USERS / 2);
            assertThat(channel.get("reached").intValue()).isEqualTo(USERS / 2);
        });
    }

    @Test
    void aListWithoutRoomForTheContentDoesNotReach() {
        JsonNode sample = answer("/v1/contents/lonely/reach?size=1&users=3").get("sample");

        assertThat(sample.get("users").intValue()).isEqualTo(3);
        assertThat(sample.get("reached").intValue()).isZero();
    }

    @Test
    void theRecentAnswersWithTheContentAreCountedByChannel() {
        JsonNode before = answer("/v1/contents/p/reach?users=0").get("answers");
        assertThat(service.recall("nobody")).contains("p");
        assertThat(service.recall("user-1")).doesNotContain("p");
        JsonNode after = answer("/v1/contents/p/reach?users=0").get("answers");

        assertThat(after.get("answers").intValue() - before.get("answers").intValue()).isEqualTo(2);
        assertThat(after.get("reached").intValue() - before.get("reached").intValue()).isEqualTo(1);
        assertThat(after.get("channels").findValuesAsText("id")).contains("popular");
    }

    @Test
    void theSampleIsNoAnswer() {
        int before = answer("/v1/contents/p/reach?users=0").at("/answers/answers").intValue();
        answer("/v1/contents/p/reach?users=5");

        assertThat(answer("/v1/contents/p/reach?users=0").at("/answers/answers").intValue()).isEqualTo(before);
    }

    @Test
    void theSampleEndsWhenTheClientLeaves() throws IOException {
        int before = slow.runs.get();
        try (Socket socket = new Socket("127.0.0.1", service.server().port())) {
            socket.getOutputStream().write("GET /v1/contents/p/reach?scene=slow HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> slow.runs.get() > before);
        }

        await().until(() -> inFlight() == 1); // this request for the metrics
        assertThat(slow.runs.get() - before).isLessThan(USERS);
    }

    private int inFlight() {
        return service.get("/metrics").body().lines().filter(line -> line.startsWith("graphrecall_http_in_flight "))
                .mapToInt(line -> (int) Double.parseDouble(line.split(" ", 2)[1])).sum();
    }

    @Test
    void invalidRequestsAreRefused() {
        assertThat(service.get("/v1/contents/nowhere/clusters").statusCode()).isEqualTo(404);
        assertThat(service.get("/v1/contents/nowhere/reach").statusCode()).isEqualTo(404);
        assertThat(service.get("/v1/contents/p/reach?scene=nowhere").statusCode()).isEqualTo(400);
        assertThat(service.get("/v1/contents/p/reach?users=1001").statusCode()).isEqualTo(400);
        assertThat(service.get("/v1/contents/p/clusters?size=0").statusCode()).isEqualTo(400);
    }

    private JsonNode answer(String path) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }
}
