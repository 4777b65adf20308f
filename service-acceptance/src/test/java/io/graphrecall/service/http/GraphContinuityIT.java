package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Reactions of a service to a graph that is another one, or an older one, than the one it knows. */
@ExtendWith(RunningGraph.class)
class GraphContinuityIT {

    private static final String POLL = "recall.live.follow-interval = 50ms";

    private final GraphAddress address;
    private final GraphClient graph;

    @TempDir
    private Path home;

    private TestService service;

    GraphContinuityIT(GraphAddress address) {
        this.address = address;
        this.graph = GraphClient.connect(address.uri(), address.user(), address.password());
    }

    @BeforeEach
    void start() {
        GraphSchema.migrate(graph);
        run("MATCH (s:Sequence {name: 'seq'}) SET s.value = 100, s.graph_id = coalesce(s.graph_id, 'x')");
        publish();
        service = TestService.start(address, home, POLL);
        assertThat(post("before").statusCode()).isEqualTo(202);
        assertThat(service.recall("ann")).startsWith("x");
    }

    @AfterEach
    void stop() {
        service.close();
        run("MATCH (n) DETACH DELETE n");
        GraphSchema.migrate(graph);
        graph.close();
    }

    @Test
    void anEmptiedGraphIsNotWrittenToUntilAGenerationIsBuiltFromIt() {
        run("MATCH (n) DETACH DELETE n");

        assertRefused(post("into the void"), "another one: its id is missing");
        assertThat(run("MATCH (n) RETURN count(n) AS n")).isZero();
        assertRefused(service.post("/v1/contents", "[{\"content_id\":\"new\"}]"), "another one");
        assertRefused(service.delete("/v1/users/ann"), "another one");
        HttpResponse<String> recall = service.post("/v1/recall", "{\"user_id\":\"ann\"}");
        assertThat(TestService.ids(recall)).startsWith("x");
        assertThat(json(recall).at("/coverage/degraded").booleanValue()).isTrue();
        assertThat(json(recall).at("/coverage/degraded_by").toString()).isEqualTo("[\"graph\"]");
        assertThat(json(service.get("/readyz")).get("graph").textValue()).isEqualTo("wrong");
        assertThat(json(service.get("/readyz")).get("problem").textValue()).contains("another one");
        assertThat(service.get("/metrics").body()).contains("graphrecall_graph_right 0");

        GraphSchema.migrate(graph);
        assertRefused(post("into the new graph"), "another one: its id is");
        GenerationId next = publish();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> json(service.get("/readyz")).at("/generation").textValue().equals(next.value()));

        assertThat(post("after").statusCode()).isEqualTo(202);
        assertThat(json(service.get("/readyz")).get("graph").textValue()).isEqualTo("up");
        assertThat(json(service.get("/v1/users/ann")).get("recent").findValuesAsText("event_id"))
                .containsExactly("after");
    }

    @Test
    void aGraphThatLostWritesStaysRefusedWhenItsSequenceNumberRisesAgain() {
        run("MATCH (s:Sequence) SET s.value = 90");
        // After 100 or 101: the follower may not have polled since the last post.
        assertRefused(post("lost"), "lost writes: its sequence number is 90 after 10");
        run("MATCH (s:Sequence) SET s.value = 200");
        assertRefused(post("diverged"), "lost writes");

        GenerationId next = publish();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> json(service.get("/readyz")).at("/generation").textValue().equals(next.value()));

        assertThat(post("after").statusCode()).isEqualTo(202);
    }

    @Test
    void writesAreAcceptedOnceTheRightGraphIsBack() {
        GraphPosition right = GraphPosition.read(graph);
        run("MATCH (s:Sequence) SET s.graph_id = '" + UUID.randomUUID() + "'");
        assertRefused(post("wrong"), "another one");

        run("MATCH (s:Sequence) SET s.graph_id = '" + right.graphId() + "'");

        await().atMost(Duration.ofSeconds(30)).until(() -> post("right").statusCode() == 202);
        assertThat(json(service.get("/v1/users/ann")).get("recent").findValuesAsText("event_id"))
                .containsExactly("right", "before");
    }

    @Test
    void aServiceThatStartsOnAnOlderGraphThanItsGenerationRefusesWrites() {
        service.close();
        run("MATCH (s:Sequence) SET s.value = 50");
        service = TestService.start(address, home, POLL);

        assertRefused(post("old"), "lost writes: its sequence number is 50 after 100");
        assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
    }

    /** Publishes a generation that was built from the graph as it is now. */
    private GenerationId publish() {
        return new SmallWorld().next("a", "x", 1).next("b", "y", 1).popular("p", 3)
                .publish(TestService.store(home), GraphPosition.read(graph));
    }

    private HttpResponse<String> post(String event) {
        return service.post("/v1/events", "[" + click(event, "ann", "a") + "]");
    }

    private static void assertRefused(HttpResponse<String> response, String reason) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(response).get("detail").textValue()).startsWith("writes are refused because the graph at")
                .contains(reason).endsWith("or build a generation from this one with: recall build");
    }

    private long run(String statement) {
        return graph.write(tx -> tx.run(new CypherStatement("test/run", statement), Map.of(),
                row -> row.integer("n")).stream().findFirst().orElse(-1L));
    }
}
