package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.neo4j.GraphAddress;
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
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Random requests, most of them invalid: none is answered with a 5xx, each is answered in time, and each response matches
 * the contract. {@code -Drecall.fuzz.requests=100000 -Drecall.fuzz.seed=7} sends more and others.
 */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzIT {

    private static final int REQUESTS = Integer.getInteger("recall.fuzz.requests", 1500);
    private static final long SEED = Long.getLong("recall.fuzz.seed", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MAX_GROWTH = 96 << 20;

    private TestService service;
    private ContractDocument contract;
    private FuzzedRequests requests;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().vector("own", "a", 1, 0).vector("own", "x", .8f, .6f).vector("own", "p", 0, 1)
                .next("a", "x", 1).popular("p", 2).tags("a", "gel").category("a", "Nails").tags("x", "gel")
                .attribute("a", "colour", "red").title("a", "Gel").author("x", "ed")
                .path("tags", "Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.WALK)
                .item("i", "gel").publish(TestService.store(home), 0);
        service = TestService.start(address, home, "recall.http.read-timeout = 3s");
        contract = new ContractDocument(service.get("/openapi.yaml").body());
        requests = new FuzzedRequests(contract, SEED);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void everyRequestGetsAResponseThatMatchesTheContract() throws Exception {
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> faults = send(number -> answered(number, statuses));
        assertThat(faults).as("seed %d", SEED).isEmpty();
        assertThat(statuses.getOrDefault(200, 0) + statuses.getOrDefault(202, 0)).as("accepted of " + statuses)
                .isGreaterThan(REQUESTS / 20);
        assertThat(statuses.getOrDefault(400, 0)).as("refused of " + statuses).isGreaterThan(REQUESTS / 20);
    }

    @Test
    void bytesThatAreNoRequestEndTheirConnectionOnly() throws Exception {
        Map<String, Integer> statuses = new ConcurrentHashMap<>();
        assertThat(send(number -> sent(number, statuses))).as("seed %d", SEED).isEmpty();
        assertThat(statuses).as("statuses of responses").containsKeys("200", "400", "404");
        // The system drops the response to a connection that the service closes before it has read all bytes.
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).as("responses: " + statuses)
                .isGreaterThan(REQUESTS / 4);
    }

    /** Sends the requests in four threads, then asserts that the service works and that memory is flat. */
    private List<String> send(IntFunction<List<String>> sent) throws InterruptedException {
        List<String> faults = Collections.synchronizedList(new ArrayList<>());
        long before = 0;
        for (int begin = 0, tenth = Math.max(1, REQUESTS / 10); begin < REQUESTS
                && faults.size() < 20; begin += tenth) {
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int number = begin; number < Math.min(REQUESTS, begin + tenth); number++) {
                    int next = number;
                    threads.execute(() -> faults.addAll(sent.apply(next)));
                }
                threads.shutdown();
                assertThat(threads.awaitTermination(1, TimeUnit.HOURS)).isTrue();
            }
            before = begin == 0 ? usedMemory() : before;
        }
        assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(service.post("/v1/contents", "[{\"content_id\":\"last\"}]").statusCode()).isEqualTo(202);
        assertThat(service.recall("somebody")).contains("last");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(service.get("/metrics").body())
                .as("requests in flight, this one included").contains("graphrecall_http_in_flight 1.0"));
        assertThat(usedMemory() - before).as("growth of the heap").isLessThan(MAX_GROWTH);
        return faults;
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private List<String> answered(int number, Map<Integer, Integer> statuses) {
        FuzzedRequests.Request request = requests.request(number);
        HttpRequest.Builder sent = service.request(request.target()).timeout(PATIENCE).method(request.method(),
                request.body() == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(request.body()));
        String name = number + ": " + abbreviated(request.toString());
        try {
            HttpResponse<String> answer = service.send(sent.build());
            synchronized (statuses) {
                statuses.merge(answer.statusCode(), 1, Integer::sum);
            }
            return faults(request, answer).stream().map(fault -> name + ": " + fault).toList();
        } catch (RuntimeException | AssertionError e) {
            return List.of(name + ": " + e);
        }
    }

    private List<String> faults(FuzzedRequests.Request request, HttpResponse<String> answer) {
        int status = answer.statusCode();
        JsonNode responses = contract.operations().get(request.operation()).json().get("responses");
        JsonNode response = contract.resolved(responses.path(Integer.toString(status)));
        if (status >= 500) {
            return List.of(status + " " + answer.body());
        }
        if (status >= 400) {
            return problems(answer);
        }
        JsonNode schema = response.at("/content/application~1json/schema");
        if (response.isMissingNode()) {
            return List.of("status " + status + " is not in the contract");
        }
        return schema.isMissingNode() ? List.of() : contract.faults(schema, TestService.json(answer));
    }

    private List<String> problems(HttpResponse<String> answer) {
        if (!answer.headers().firstValue("Content-Type").orElse("").equals("application/problem+json")) {
            return List.of(answer.statusCode() + " without a problem document: " + answer.headers().map());
        }
        JsonNode problem = TestService.json(answer);
        List<String> faults = new ArrayList<>(contract.faults(ContractDocument.PROBLEM, problem));
        if (problem.path("status").asInt() != answer.statusCode()) {
            faults.add("status " + answer.statusCode() + ", but " + problem);
        }
        return faults;
    }

    private List<String> sent(int number, Map<String, Integer> statuses) {
        byte[] bytes = requests.bytes(number);
        String name = number + ": " + abbreviated(new String(bytes, StandardCharsets.ISO_8859_1));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.server().port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (answer.startsWith("HTTP/1.1 ")) {
                statuses.merge(answer.substring(9, 12), 1, Integer::sum);
            }
            // A connection whose client has sent everything ends at once, so requests may pile up behind it.
            // 501 answers a version of HTTP that there is none of.
            return answer.matches("(?s)HTTP/1.1 5(?!01).*") && !answer.contains("in flight is reached")
                    ? List.of(name + ": " + abbreviated(answer))
                    : List.of();
        } catch (SocketTimeoutException e) {
            return List.of(name + ": " + e);
        } catch (IOException e) {
            // The service ends a connection whose bytes it does not read.
            return List.of();
        }
    }

    private static String abbreviated(String text) {
        return text.length() < 600 ? text : text.substring(0, 600) + "...";
    }
}
