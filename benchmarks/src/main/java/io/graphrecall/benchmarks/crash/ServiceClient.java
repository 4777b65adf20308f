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
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** HTTP client of the crash test. Thread-safe. */
final class ServiceClient implements AutoCloseable {

    static final int UNAVAILABLE = 503;

    private static final JsonMapper JSON = new JsonMapper();
    /** Maximum time of an activation, during which members that do not respond are removed. */
    private static final Duration ACTIVATION = Duration.ofSeconds(60);
    /** Maximum time after the end of a fault until the service responds as usual. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final HttpClient http;
    private final ServiceAddress service;
    private final Duration timeout;

    /** @param timeout maximum time to connect, and of a request */
    ServiceClient(ServiceAddress service, Duration timeout) {
        this.service = service;
        this.timeout = timeout;
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout).build();
    }

    /**
     * Response to a request that changes something.
     *
     * @param status HTTP status
     * @param seq    sequence number from which on recalls depend on a posted event; 0 for others
     */
    record Receipt(int status, boolean isAcknowledged, long seq) {}

    /** Response to a recall: the ids of the contents, and true if something did not respond in time. */
    record Recalled(Set<String> contents, boolean degraded) {}

    ServiceAddress service() {
        return service;
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

    /** Activates a generation on all members. Returns the HTTP status, 200 if all members serve it. */
    int activate(String generation) throws IOException, InterruptedException {
        return http.send(
                request("/v1/generations/" + generation + "/activate").timeout(ACTIVATION)
                        .POST(BodyPublishers.noBody()).build(),
                BodyHandlers.discarding()).statusCode();
    }

    /** Returns the generation that serves; empty if there is none. */
    String generation() throws IOException, InterruptedException {
        return JSON.readTree(http.send(request("/readyz").build(), BodyHandlers.ofByteArray()).body())
                .path("generation").asText();
    }

    Receipt post(PostedEvent event) throws IOException, InterruptedException {
        return post(List.of(event));
    }

    /** Posts events. They are acknowledged if none is rejected. */
    Receipt post(List<PostedEvent> events) throws IOException, InterruptedException {
        return receipt(send("/v1/events", events.stream().map(PostedEvent::fields).toList()));
    }

    private static Receipt receipt(HttpResponse<byte[]> answer) throws IOException {
        JsonNode body = answer.statusCode() == 202 ? JSON.readTree(answer.body()) : JSON.missingNode();
        long seq = body.path("rejected").isEmpty() ? body.path("seq").asLong() : 0;
        return new Receipt(answer.statusCode(), seq > 0, seq);
    }

    /** Posts a new content. It is acknowledged if it is not rejected. */
    Receipt postContent(String id) throws IOException, InterruptedException {
        return receipt(send("/v1/contents", List.of(Map.of("content_id", id, "title", id))));
    }

    /** Returns true if the service knows a content. */
    boolean hasContent(String id) throws IOException, InterruptedException {
        return status("/v1/contents/" + id) == 200;
    }

    /** Erases a user. */
    Receipt erase(String user) throws IOException, InterruptedException {
        int status = http.send(request("/v1/users/" + user).DELETE().build(), BodyHandlers.discarding()).statusCode();
        return new Receipt(status, status == 204, 0);
    }

    /**
     * Sends a change, again and again while the service refuses it because its database does not respond.
     *
     * @param name what is changed
     * @throws IOException if it is refused for another reason, or still after some time
     */
    static void require(String name, Request<Receipt> change) throws IOException, InterruptedException {
        Receipt receipt = repeatWhile(refused -> refused.status() == UNAVAILABLE, change);
        if (!receipt.isAcknowledged()) {
            throw new IOException(name + " was refused with status " + receipt.status() + " when it was sent again");
        }
    }

    @FunctionalInterface
    interface Request<T> {

        T send() throws IOException, InterruptedException;
    }

    /** Repeats a request while its response shows a fault, for up to {@link #RECOVERY}. Returns the last response. */
    private static <T> T repeatWhile(Predicate<T> isFaulty, Request<T> request)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        T response = request.send();
        while (isFaulty.test(response) && System.nanoTime() < deadline) {
            Thread.sleep(RETRY);
            response = request.send();
        }
        return response;
    }

    /** Posts events. A response that is late counts as status 503: they may be stored. */
    Receipt postInTime(List<PostedEvent> events) throws IOException, InterruptedException {
        try {
            return post(events);
        } catch (HttpTimeoutException late) {
            return new Receipt(UNAVAILABLE, false, 0);
        }
    }

    Set<String> recent(String user) throws IOException, InterruptedException {
        URI uri = service.resolve("/v1/users/" + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20"));
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(uri).timeout(timeout).build(), BodyHandlers.ofByteArray());
        return answer.statusCode() == 404 ? Set.of() : contents(requireOk(answer).path("recent"));
    }

    /**
     * Recalls for a user, again and again while the result is degraded: it may lack the user's history.
     *
     * @throws IOException if it is degraded for a long time
     */
    Recalled recallInFull(String user, int size) throws IOException, InterruptedException {
        Recalled recalled = repeatWhile(Recalled::degraded, () -> recall(user, size, 0));
        if (recalled.degraded()) {
            throw new IOException("Recalls for user " + user + " stay degraded");
        }
        return recalled;
    }

    /** Recalls for a user when the service has seen a sequence number. */
    Recalled recall(String user, int size, long minSeq) throws IOException, InterruptedException {
        JsonNode answer = requireOk(
                send("/v1/recall", Map.of("user_id", user, "size", size, "detail", "ids", "min_seq", minSeq)));
        return new Recalled(contents(answer.path("contents")), answer.at("/coverage/degraded").asBoolean());
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
        return HttpRequest.newBuilder(service.resolve(path)).timeout(timeout);
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
