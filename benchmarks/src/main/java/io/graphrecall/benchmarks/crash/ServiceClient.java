package io.graphrecall.benchmarks.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.benchmarks.input.ServiceAddress;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** HTTP client of the crash test. Thread-safe. */
final class ServiceClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).build();
    private final ServiceAddress service;

    ServiceClient(ServiceAddress service) {
        this.service = service;
    }

    /** Returns true if a service answers. */
    boolean isUp() throws InterruptedException {
        return status("/healthz") > 0;
    }

    /** Returns true if the service is ready for requests. */
    boolean isReady() throws InterruptedException {
        return status("/readyz") == 200;
    }

    private int status(String path) throws InterruptedException {
        try {
            return http.send(request(path).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Posts an event and returns true if the service acknowledged it. */
    boolean post(PostedEvent event) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send("/v1/events", List.of(Map.of(
                "event_id", event.id(), "user_id", event.user(), "action", "click", "content_id", event.content(),
                "timestamp", event.at())));
        return answer.statusCode() == 202 && JSON.readTree(answer.body()).path("rejected").isEmpty();
    }

    /** Returns the recent contents of a user. */
    Set<String> recent(String user) throws IOException, InterruptedException {
        URI uri = service.resolve("/v1/users/" + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20"));
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
        return answer.statusCode() == 404 ? Set.of() : contents(requireOk(answer).path("recent"));
    }

    /** Returns the recalled contents of a user. */
    Set<String> recall(String user, int size) throws IOException, InterruptedException {
        return contents(requireOk(send("/v1/recall", Map.of("user_id", user, "size", size))).path("contents"));
    }

    private static Set<String> contents(JsonNode list) {
        Set<String> contents = new HashSet<>();
        list.forEach(entry -> contents.add(entry.path("content_id").asText()));
        return contents;
    }

    private HttpResponse<byte[]> send(String path, Object body) throws IOException, InterruptedException {
        return http.send(
                request(path).header("content-type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build(),
                BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(TIMEOUT);
    }

    private static JsonNode requireOk(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
