package io.graphrecall.service.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.StandardModules;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.cluster.ClusterSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A service of a test, with its own home and its own connection to the graph, talked to over HTTP. */
public final class TestService implements AutoCloseable {

    /** The now of requests. */
    public static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(SmallWorld.NOW), ZoneOffset.UTC);

    /** Timeout of a recall. Long, so that results do not depend on the speed of this machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Setting under which a slow Neo4j counts as responding. */
    private static final String PATIENT = "recall.graph.probe-timeout = 20s";

    private static final JsonMapper JSON = new JsonMapper();

    private final GraphClient graph;
    private final RecallServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestService(GraphClient graph, RecallServer server) {
        this.graph = graph;
        this.server = server;
    }

    /**
     * A service that serves the current generation of a home.
     *
     * @param settings lines of the home's settings file
     */
    public static TestService start(GraphAddress address, Path home, String... settings) {
        return start(address, home, List.of(), settings);
    }

    /**
     * A service with channels of the test's own beside the usual ones.
     *
     * @param settings lines of the home's settings file; where they have scenes, these are the settings' own
     */
    public static TestService start(
            GraphAddress address, Path home, List<RecallChannel> channels, String... settings) {
        write(home, settings);
        ServiceSettings small = alone(ServiceSettings.of(home).withPort(0))
                .with(recall -> recall.withTimeout(PATIENCE));
        return start(address, home, small, ServingModule.of(channels.toArray(RecallChannel[]::new)), CLOCK);
    }

    /** A service whose clock is not that of the other tests. */
    public static TestService start(GraphAddress address, Path home, Clock clock) {
        return start(address, home,
                alone(ServiceSettings.of(home).withPort(0)).with(recall -> recall.withTimeout(PATIENCE)),
                ServingModule.of(), clock);
    }

    /** A member of a cluster that has other members at an address. */
    public static TestService join(GraphAddress address, Path home, String cluster, int port, String... settings) {
        return join(address, home, cluster, port, ServingModule.of(), settings);
    }

    /** The same with a module of the test's own. */
    public static TestService join(GraphAddress address, Path home, String cluster, int port, ServingModule module,
            String... settings) {
        write(home, settings);
        ServiceSettings written = ServiceSettings.of(home);
        ClusterSettings member = new ClusterSettings(cluster, "127.0.0.1", port, List.of("127.0.0.1:" + port), 2, 1,
                written.cluster().heartbeatTimeout(), false);
        return start(address, home,
                written.withPort(0).withCluster(member).with(recall -> recall.withTimeout(PATIENCE)), module, CLOCK);
    }

    private static TestService start(
            GraphAddress address, Path home, ServiceSettings settings, ServingModule module, Clock clock) {
        GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password());
        try {
            GraphSchema.migrate(graph);
            return new TestService(graph, RecallServer.start(
                    settings, graph, home, clock, StandardModules.with(context -> module)));
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    private static void write(Path home, String... settings) {
        try {
            Files.createDirectories(home);
            List<String> lines = new ArrayList<>(List.of(PATIENT));
            lines.addAll(List.of(settings));
            Files.write(home.resolve(SettingsSource.FILE), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(home.toString(), e);
        }
    }

    /** A member that sees no other, whatever else runs on this machine. */
    private static ServiceSettings alone(ServiceSettings settings) {
        return settings.withCluster(new ClusterSettings(
                "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime(), "127.0.0.1", 5701, List.of(), 2));
    }

    /** The store of a home. */
    public static GenerationStore store(Path home) {
        return new GenerationStore(home.resolve(RecallServer.GENERATIONS));
    }

    public RecallServer server() {
        return server;
    }

    public GraphClient graph() {
        return graph;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET().build());
    }

    public HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE().build());
    }

    public HttpResponse<String> post(String path, String body) {
        return send(posting(path, body));
    }

    /** Posts bytes as they are. */
    public HttpResponse<String> post(String path, byte[] body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    }

    public CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        return client.sendAsync(posting(path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest posting(String path, String body) {
        return request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    /** A request to be completed. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a request for a body that is no text. */
    public HttpResponse<byte[]> sendForBytes(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The ids that a recall for a user answers, the best first. */
    public List<String> recall(String user) {
        return ids(post("/v1/recall", "{\"user_id\":\"" + user + "\"}"));
    }

    /** The ids of the contents of an answer. */
    public static List<String> ids(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        List<String> ids = new ArrayList<>();
        json(answer).get("contents").forEach(content -> ids.add(content.get("content_id").textValue()));
        return ids;
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    /** One event as JSON. */
    public static String click(String eventId, String user, String content) {
        return "{\"event_id\":\"" + eventId + "\",\"user_id\":\"" + user + "\",\"action\":\"click\",\"content_id\":\""
                + content + "\",\"timestamp\":" + (SmallWorld.NOW - 60_000) + "}";
    }

    /** An id as a path has it. */
    public static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
        graph.close();
    }
}
