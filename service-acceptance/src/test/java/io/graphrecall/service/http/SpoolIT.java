package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.intake.Spool;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Posts while Neo4j does not respond, with a spool. A proxy in front of Neo4j breaks the connections. A service with a copy of
 * the spool stands for one that was killed before it knew that its records are written.
 */
@ExtendWith(RunningGraph.class)
class SpoolIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void postsWaitOnDiskUntilTheGraphResponds(GraphAddress address, @TempDir Path home, @TempDir Path crashed)
            throws IOException {
        SmallWorld world = new SmallWorld().next("a", "x", 1).popular("p", 1);
        world.publish(TestService.store(home), 0);
        world.publish(TestService.store(crashed), 0);
        URI uri = address.uri();
        try (TcpProxy proxy = new TcpProxy(uri.getHost(), uri.getPort())) {
            GraphAddress through = new GraphAddress(
                    URI.create(uri.getScheme() + "://127.0.0.1:" + proxy.port()), address.user(), address.password());
            try (TestService service = TestService.start(through, home, "recall.spool.enabled = true")) {
                assertThat(json(service.post("/v1/events", event(1))).has("spooled")).isFalse();
                assertThat(ids(service.post("/v1/recall", "{\"user_id\":\"user-1\"}"))).startsWith("x");
                proxy.cut();

                assertSpooled(service.post("/v1/events", event(2)));
                assertSpooled(service.post("/v1/contents",
                        "[{\"content_id\":\"new\",\"title\":\"first\"}, {\"content_id\":\"new\",\"title\":\"second\"}]"));
                assertSpooled(service.post("/v1/events", event(3)));
                assertThat(service.get("/metrics").body()).contains("graphrecall_spool_records 4");
                assertThat(ids(service.post("/v1/recall", "{\"user_id\":\"user-1\"}"))).startsWith("x");
                assertThat(service.delete("/v1/users/user-2").statusCode()).isEqualTo(503);
                Files.copy(home.resolve(Spool.FILE), crashed.resolve(Spool.FILE));
                proxy.restore();

                await().atMost(LIMIT)
                        .until(() -> service.get("/metrics").body().contains("graphrecall_spool_records 0"));
                assertThat(json(service.get("/v1/contents/new")).path("title").asText()).isEqualTo("second");
                assertThat(ids(service.post("/v1/recall", "{\"user_id\":\"user-2\"}"))).startsWith("x");
                assertThat(json(service.post("/v1/events", event(4))).has("spooled")).isFalse();
            }
            try (TestService service = TestService.start(through, crashed, "recall.spool.enabled = true")) {
                await().atMost(LIMIT)
                        .until(() -> service.get("/metrics").body().contains("graphrecall_spool_records 0"));
                assertThat(json(service.get("/v1/contents/new")).path("title").asText()).isEqualTo("second");
                assertThat(service.delete("/v1/users/user-1").statusCode()).isEqualTo(204);
            }
        }
        try (GraphClient graph = GraphClient.connect(uri, address.user(), address.password())) {
            List<String> users = graph.write(tx -> tx.run(new CypherStatement("test/run",
                    "MATCH (u:User)-[e:CLICKED]->() RETURN u.user_id AS user ORDER BY e.ord"), Map.of(),
                    row -> row.string("user")));
            assertThat(users).containsExactly("user-2", "user-3", "user-4");
        }
    }

    @Test
    void aServiceWithoutGenerationKeepsPostsAsWell(GraphAddress address, @TempDir Path home) throws IOException {
        URI uri = address.uri();
        try (TcpProxy proxy = new TcpProxy(uri.getHost(), uri.getPort());
                TestService service = TestService.start(new GraphAddress(
                        URI.create(uri.getScheme() + "://127.0.0.1:" + proxy.port()), address.user(),
                        address.password()),
                        home, "recall.spool.enabled = true")) {
            proxy.cut();

            assertSpooled(service.post("/v1/events", event(1)));
            proxy.restore(); // otherwise the end of the service waits for the graph
        }
    }

    private static void assertSpooled(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        assertThat(json(reply).path("spooled").asBoolean()).as(reply.body()).isTrue();
    }

    private static String event(int user) {
        return "[" + click("event-" + user, "user-" + user, "a") + "]";
    }
}
