package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.testing.GateChannel;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Too many concurrent requests, and channels that time out or fail. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadIT {

    private static final int MAX_IN_FLIGHT = 3;
    private static final String BY_GATE = "{\"user_id\":\"ann\",\"channels\":[{\"id\":\"gate\"},{\"id\":\"popular\"}],"
            + "\"timeout_ms\":30000}";

    private final GateChannel gate = new GateChannel(false);
    private TestService service;

    /** A channel that throws. */
    private record Broken() implements RecallChannel {
        @Override
        public String id() {
            return "broken";
        }

        @Override
        public ChannelResult recall(RecallQuery query) {
            throw new IllegalStateException("on purpose");
        }
    }

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().popular("p", 2).popular("q", 1).publish(TestService.store(home), 0);
        service = TestService.start(address, home, List.of(gate, new Broken()),
                "recall.http.max-in-flight = " + MAX_IN_FLIGHT);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void requestsAboveTheLimitAreRefusedAndTheServiceRecovers() throws InterruptedException {
        gate.shut();
        List<CompletableFuture<HttpResponse<String>>> inside = Stream.generate(() -> service
                .postAsync("/v1/recall", BY_GATE)).limit(MAX_IN_FLIGHT).toList();
        gate.arrivals().acquire(MAX_IN_FLIGHT);

        for (int i = 0; i < 20; i++) {
            HttpResponse<String> refused = service.post("/v1/recall", "{\"user_id\":\"ann\"}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(json(refused).get("title").textValue()).isEqualTo("Service Unavailable");
            assertThat(json(refused).get("detail").textValue())
                    .isEqualTo("the limit of 3 requests in flight is reached, try again later");
        }
        assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(service.get("/readyz").statusCode()).isEqualTo(200);

        gate.open();
        inside.forEach(one -> assertThat(ids(one.join())).containsExactly("p", "q"));
        assertThat(service.recall("ann")).containsExactly("p", "q");
        assertThat(service.get("/metrics").body())
                .contains(
                        "graphrecall_http_requests_seconds_count{method=\"POST\",route=\"/v1/recall\",status=\"503\"} 20");
    }

    @Test
    void aBatchSendsEachAnswerBeforeTheNextIsComputed() throws IOException, InterruptedException {
        gate.shut();
        String body = "{\"requests\":[{\"user_id\":\"first\",\"channels\":[{\"id\":\"popular\"}]}," + BY_GATE + "]}";
        HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(
                service.request("/v1/recall/batch").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofInputStream());

        StringBuilder received = new StringBuilder();
        while (!received.toString().endsWith("}]}}")) {
            received.append((char) answer.body().read());
        }
        assertThat(received.toString()).startsWith("{\"answers\":[{\"request_id\"").contains("\"p\"", "\"q\"");
        gate.arrivals().acquire();
        gate.open();
        received.append(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(new JsonMapper().readTree(received.toString()).get("answers")).hasSize(2);
        assertThat(service.recall("ann")).as("the place of the batch is free again").isNotEmpty();
    }

    @Test
    void aClientThatLeavesABatchStopsIt() throws Exception {
        gate.shut();
        String body = "{\"requests\":[" + (BY_GATE + ",").repeat(99) + BY_GATE + "]}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.server().port())) {
            socket.getOutputStream().write(("POST /v1/recall/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            gate.arrivals().acquire();
        }
        Thread.sleep(200);
        gate.open();

        assertThat(service.recall("ann")).containsExactly("p", "q");
        Thread.sleep(500);
        assertThat(gate.arrivals().availablePermits()).as("recalls after the client left").isLessThan(5);
    }

    @Test
    void aSlowChannelDegradesTheResultAndIsReported() {
        gate.shut();
        long began = System.nanoTime();

        HttpResponse<String> answer = service.post("/v1/recall", BY_GATE.replace("30000", "100"));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(
                Duration.ofMillis(100), Duration.ofMillis(5000));
        gate.open();
        assertThat(ids(answer)).containsExactly("p", "q");
        JsonNode coverage = json(answer).get("coverage");
        assertThat(coverage.get("degraded").booleanValue()).isTrue();
        assertThat(coverage.get("channels").findValuesAsText("status")).containsExactly("timeout", "ok");
        assertThat(coverage.get("channels").get(0).get("took_ms").doubleValue()).isBetween(90.0, 5000.0);
        assertThat(service.get("/metrics").body()).contains("channel=\"gate\",outcome=\"timeout\"");
    }

    @Test
    void aConnectionWhoseReplyIsComputedIsNotIdle(GraphAddress address, @TempDir Path home) {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        GateChannel shut = new GateChannel(false);
        try (TestService other = TestService.start(address, home, List.of(shut), "recall.http.idle-timeout = 300ms")) {
            HttpResponse<String> answer = other.post("/v1/recall", BY_GATE.replace("30000", "2000"));
            shut.open();
            assertThat(ids(answer)).containsExactly("p");
        }
    }

    @Test
    void aFailingChannelDegradesTheResultAndIsReported() {
        HttpResponse<String> answer = service.post(
                "/v1/recall", "{\"user_id\":\"ann\",\"channels\":[{\"id\":\"broken\"},{\"id\":\"popular\"}]}");

        assertThat(ids(answer)).containsExactly("p", "q");
        JsonNode coverage = json(answer).get("coverage");
        assertThat(coverage.get("degraded").booleanValue()).isTrue();
        assertThat(coverage.get("channels").findValuesAsText("status")).containsExactly("failed", "ok");
        assertThat(answer.body()).doesNotContain("on purpose");
    }
}
