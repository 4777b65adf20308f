package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.User;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A Neo4j that does not respond: frozen, or ended and started again. A proxy in front of it breaks the connections. */
@ExtendWith(RunningGraph.class)
class GraphOutageIT {

    private static final int TIMEOUT_MS = 2000;
    /** Maximum time of a response. Without deadlines a request takes 30 s or longer. */
    private static final Duration PROMPT = Duration.ofMillis(2 * TIMEOUT_MS);

    private TcpProxy proxy;
    private TestService service;
    private GenerationId next;
    private int acknowledged;

    @BeforeEach
    void start(GraphAddress address, @TempDir Path home) throws IOException, InterruptedException {
        new SmallWorld().next("a", "x", 1).popular("p", 2).popular("q", 1).publish(TestService.store(home), 0);
        next = new SmallWorld().popular("next", 1).write(TestService.store(home), 0);
        URI uri = address.uri();
        try (GraphClient graph = GraphClient.connect(uri, address.user(), address.password())) {
            GraphSchema.migrate(graph);
            new GraphWriter(graph).writeUsers(List.of(
                    new User(new UserId("quiet"), Map.of(), List.of(), List.of(), List.of())));
        }
        proxy = new TcpProxy(uri.getHost(), uri.getPort());
        URI through = URI.create(uri.getScheme() + "://127.0.0.1:" + proxy.port());
        service = TestService.start(new GraphAddress(through, address.user(), address.password()), home,
                "recall.graph.probe-timeout = 1500ms", "recall.http.max-posts-in-flight = 40");
        await().atMost(Duration.ofSeconds(20)).until(() -> post(5).statusCode() == 202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ids(prompt("/v1/recall", recall("user-5", ""))).getFirst().equals("x"));
    }

    @AfterEach
    void stop() {
        proxy.thaw();
        service.close();
        proxy.close();
    }

    /** Posts an event of a user for content a. */
    private HttpResponse<String> post(int user) {
        HttpResponse<String> reply = service.post("/v1/events", "[" + event(user) + "]");
        acknowledged += reply.statusCode() == 202 ? 1 : 0;
        return reply;
    }

    private static String event(int user) {
        return click("event-" + user, "user-" + user, "a");
    }

    private static String recall(String user, String more) {
        return "{\"user_id\":\"" + user + "\",\"timeout_ms\":" + TIMEOUT_MS + more + "}";
    }

    @Test
    void recallsAreAnsweredAndPostsRefusedWhileTheGraphIsFrozen() throws InterruptedException {
        proxy.freeze();
        HttpResponse<String> late = service.post(
                "/v1/recall", "{\"user_id\":\"user-5\",\"timeout_ms\":300,\"include\":[\"description\"]}");
        assertThat(isDown()).isFalse();
        assertThat(ids(late)).startsWith("x");
        assertThat(degradedBy(late)).containsExactly("graph");
        HttpResponse<String> quiet = prompt("/v1/recall", recall("quiet", ""));
        assertThat(degradedBy(quiet)).as("the state of a user without behaviour is preloaded")
                .doesNotContain("user_state");
        List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
        for (int i = 100; i < 140; i++) {
            posts.add(service.postAsync("/v1/events", "[" + event(i) + "]"));
            HttpResponse<String> reply = prompt("/v1/recall", recall("stranger-" + i, ""));
            assertThat(ids(reply)).startsWith("p", "q");
            assertThat(degradedBy(reply)).contains("user_state");
        }
        long began = System.nanoTime();
        for (CompletableFuture<HttpResponse<String>> post : posts) {
            assertThat(post.join().statusCode()).isEqualTo(503);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMPT);

        checkOutage();
        proxy.thaw();
        checkRecovery();
    }

    @Test
    void recallsAreAnsweredAndPostsRefusedWhileTheGraphIsGone() throws Exception {
        proxy.cut();
        await().atMost(Duration.ofSeconds(20)).until(() -> isDown());

        checkOutage();
        CompletableFuture<Void> warmUp = proxy.lookFor("warm-up-click");
        proxy.restore();
        checkRecovery();
        await().atMost(Duration.ofSeconds(20)).until(warmUp::isDone);
    }

    /** The thread that writes events waits for the graph, until the circuit interrupts it. */
    @Test
    void eventsAreWrittenAgainAfterAnOutageInWhichTheirWriterWasInterrupted() throws InterruptedException {
        proxy.freeze();
        CompletableFuture<HttpResponse<String>> hanging = service.postAsync("/v1/events", "[" + event(7) + "]");
        await().atMost(Duration.ofSeconds(20)).until(() -> isDown());
        assertThat(hanging.join().statusCode()).isEqualTo(503);
        Thread.sleep(Duration.ofSeconds(6));

        proxy.thaw();
        checkRecovery();
        assertThat(post(8).statusCode()).isEqualTo(202);
    }

    private void checkOutage() {
        HttpResponse<String> known = prompt("/v1/recall", recall("user-5", ""));
        assertThat(ids(known)).startsWith("x").doesNotContain("a");
        assertThat(degradedBy(known)).containsExactly("graph");
        HttpResponse<String> unknown = prompt("/v1/recall", recall("stranger", ""));
        assertThat(ids(unknown)).startsWith("p", "q");
        assertThat(degradedBy(unknown)).containsExactly("user_state", "graph");
        HttpResponse<String> visitor = prompt(
                "/v1/recall", "{\"events\":[{\"action\":\"click\",\"content_id\":\"a\",\"timestamp\":"
                        + (SmallWorld.NOW - 1000) + "}]}");
        assertThat(ids(visitor)).startsWith("x");
        assertThat(degradedBy(visitor)).containsExactly("graph");

        HttpResponse<String> waiting = prompt("/v1/recall", recall("user-5", ",\"min_seq\":1000000"));
        assertThat(degradedBy(waiting)).containsExactly("graph");
        HttpResponse<String> withPaths = prompt("/v1/recall", recall("user-5", ",\"detail\":\"reasons\""));
        assertThat(ids(withPaths)).startsWith("x");
        assertThat(degradedBy(withPaths)).containsExactly("graph");
        HttpResponse<String> described = prompt("/v1/recall", recall("user-5", ",\"include\":[\"description\"]"));
        assertThat(ids(described)).startsWith("x");
        assertThat(degradedBy(described)).containsExactly("graph");

        for (HttpResponse<String> refused : List.of(
                prompt("/v1/events", "[" + event(7) + "]"),
                prompt("/v1/contents", "[{\"content_id\":\"new\"}]"),
                prompt("/v1/generations/" + next + "/activate", ""),
                prompt("/v1/explain", "{\"user_id\":\"stranger\",\"content_id\":\"a\"}"),
                service.delete("/v1/users/user-5"),
                service.get("/v1/users"),
                service.get("/v1/items/i"),
                service.get("/v1/users/stranger"))) {
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(json(refused).get("detail").textValue()).matches("(?s).*(Neo4j|graph).*respond.*");
        }

        JsonNode inMemory = json(service.get("/v1/users/user-5"));
        assertThat(inMemory.get("recent")).hasSize(1);
        assertThat(inMemory.has("follows")).isFalse();

        HttpResponse<String> ready = service.get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(json(ready).get("graph").textValue()).isEqualTo("down");
        assertThat(service.get("/metrics").body()).contains("graphrecall_graph_up 0.0")
                .containsPattern("graphrecall_graph_outages_total [1-9]")
                .containsPattern("graphrecall_recalls_degraded_total\\{reason=\"graph\"} [1-9]")
                .containsPattern("graphrecall_recalls_degraded_total\\{reason=\"user_state\"} [1-9]");
    }

    private void checkRecovery() throws InterruptedException {
        await().atMost(Duration.ofSeconds(20)).until(() -> !isDown());
        await().atMost(Duration.ofSeconds(20)).until(() -> post(7).statusCode() == 202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ids(prompt("/v1/recall", recall("user-7", ""))).getFirst().equals("x"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> degradedBy(prompt("/v1/recall", recall("stranger", ""))).isEmpty());
        assertThat(service.get("/metrics").body()).contains("graphrecall_graph_up 1.0");

        assertThat(acknowledged).isEqualTo(2);
        assertThat(json(service.get("/v1/users/user-5")).get("recent")).hasSize(1);
        assertThat(json(service.get("/v1/users/user-7")).get("recent")).hasSize(1);
    }

    private boolean isDown() {
        return json(service.get("/readyz")).get("graph").textValue().equals("down");
    }

    private HttpResponse<String> prompt(String path, String body) {
        long began = System.nanoTime();
        HttpResponse<String> reply = service.post(path, body);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as(body).isLessThan(PROMPT);
        return reply;
    }

    private static List<String> degradedBy(HttpResponse<String> reply) {
        JsonNode coverage = json(reply).get("coverage");
        List<String> reasons = new ArrayList<>();
        coverage.get("degraded_by").forEach(reason -> reasons.add(reason.textValue()));
        assertThat(coverage.get("degraded").booleanValue()).isEqualTo(!reasons.isEmpty());
        return reasons;
    }
}
