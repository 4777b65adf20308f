package io.graphrecall.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.benchmarks.input.ServiceAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The service under load is one of a few lines, so that its faults are known. */
class LoadDriverIT {

    /** Long enough for a driver that has yet to be compiled, on a busy machine. */
    private static final Duration MEASURED = Duration.ofSeconds(3);
    private static final String ANSWER = """
            {"contents":[],"coverage":{"requested":10,"returned":10,"degraded":%s,\
            "channels":[{"id":"i2i","returned":50,"kept":7},{"id":"popular","returned":0,"kept":0}]}}""";

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final Set<String> events = ConcurrentHashMap.newKeySet();
    private final AtomicInteger recalls = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().timeout(10, TimeUnit.SECONDS).await();
    }

    @Test
    void aSoundServiceIsMeasuredBesideABareRoute() throws IOException {
        LoadReport report = run(settings(serve("none"), Duration.ofSeconds(1)));
        LoadReport.Figures service = report.service();
        assertThat(faults).isEmpty();
        assertThat(service.recallErrors() + service.eventErrors() + service.degraded()).isZero();
        assertThat(service.errors()).isEmpty();
        assertThat(service.recallMs().count()).isPositive().isLessThan(recalls.get());
        assertThat(service.recallMs().p50()).isPositive().isLessThanOrEqualTo(service.recallMs().p99());
        assertThat(service.recallsPerSecond() * MEASURED.toSeconds())
                .isEqualTo((double) service.recallMs().count(), within(1e-6));
        assertThat(service.answerBytes()).isEqualTo(ANSWER.formatted("false").length());
        assertThat(service.answers().returned()).isEqualTo(10);
        assertThat(service.answers().channels().get("i2i")).isEqualTo(new AnswerSamples.Channel(1, 50, 7));
        assertThat(service.answers().channels().get("popular")).isEqualTo(new AnswerSamples.Channel(0, 0, 0));
        assertThat(users).containsExactlyInAnyOrder("u1", "u/\"2\"", "用户3");
        // 400 and more draws of one in ten: three standard deviations are less than half of it.
        assertThat(events.size() / (double) recalls.get()).isCloseTo(0.1, within(0.05));
        assertThat(report.bare()).isNotNull().satisfies(bare -> {
            assertThat(bare.recallErrors()).isZero();
            assertThat(bare.answerBytes()).isEqualTo(service.answerBytes());
            assertThat(bare.eventMs().count()).isZero();
        });
        assertThat(report.shareOfBare()).isNotNull().isPositive();
        assertThat(report.memory()).isNotNull().satisfies(memory -> assertThat(memory.residentMb()).isPositive());
        assertThat(report.text()).contains("service: ", "bare route: ", "channel i2i", "events/s", "service memory");
        JsonNode json = new JsonMapper().readTree(report.json());
        assertThat(json.path("service").path("recall_ms").path("p99").asDouble()).isEqualTo(service.recallMs().p99());
    }

    @Test
    void degradedAnswersAreCounted() throws IOException {
        LoadReport.Figures service = run(settings(serve("degraded"), Duration.ZERO)).service();
        assertThat(service.degraded()).isEqualTo(service.recallMs().count()).isPositive();
    }

    @Test
    void errorsAreCountedByKindAndAreNoAnswers() throws IOException {
        LoadReport report = run(settings(serve("broken"), Duration.ofSeconds(1)));
        assertThat(report.service().recallMs().count()).isZero();
        assertThat(report.service().recallErrors()).isPositive();
        assertThat(report.service().errors()).containsKeys("recall: status 503", "event: status 202");
        assertThat(report.bare()).isNull();
    }

    @Test
    void anAnswerWithoutCoverageIsAnError() throws IOException {
        assertThat(run(settings(serve("bare"), Duration.ZERO)).service().errors()).containsKey("recall: no coverage");
    }

    @Test
    void asksNoMoreThanARateSays() throws IOException {
        LoadReport report = run(settings(serve("none"), Duration.ZERO, 50));
        assertThat(report.service().recallErrors()).isZero();
        assertThat(report.service().recallsPerSecond()).isBetween(30.0, 55.0);
    }

    @Test
    void aServiceThatIsNotThereIsAnErrorAndTheRunEnds() throws IOException {
        ServiceAddress address = serve("none");
        close();
        LoadReport report = run(settings(address, Duration.ZERO));
        assertThat(report.service().recallErrors()).isPositive();
        assertThat(report.service().recallsPerSecond()).isZero();
    }

    private static LoadReport run(LoadSettings settings) throws IOException {
        try (LoadDriver driver = new LoadDriver(settings)) {
            return driver.run();
        }
    }

    private static LoadSettings settings(ServiceAddress address, Duration bare) {
        return settings(address, bare, 0);
    }

    private static LoadSettings settings(ServiceAddress address, Duration bare, int rate) {
        return new LoadSettings(
                address, List.of("u1", "u/\"2\"", "用户3"), List.of("c1", "c2"), 10, 4, rate, Duration.ofMillis(500),
                MEASURED, bare, 0.1, 1, Optional.of(ProcessHandle.current().pid()));
    }

    private ServiceAddress serve(String fault) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body.toString(), fault)))
                .listen(0, "127.0.0.1").timeout(10, TimeUnit.SECONDS).await();
        return new ServiceAddress("127.0.0.1", server.actualPort());
    }

    private void answer(HttpServerRequest request, String body, String fault) {
        if (request.path().equals("/v1/events")) {
            JsonObject event = new JsonArray(body).getJsonObject(0);
            boolean isNew = events.add(event.getString("event_id"));
            if (!isNew || !event.getString("action").equals("click") || event.getLong("timestamp") <= 0) {
                faults.add(body);
            }
            int accepted = fault.equals("broken") ? 0 : 1;
            request.response().setStatusCode(202).end("{\"accepted\":" + accepted + ",\"rejected\":[],\"seq\":1}");
        } else {
            recalls.incrementAndGet();
            users.add(new JsonObject(body).getString("user_id"));
            if (new JsonObject(body).getInteger("size") != 10) {
                faults.add(body);
            }
            request.response().setStatusCode(fault.equals("broken") ? 503 : 200)
                    .end(fault.equals("bare") ? "{}" : ANSWER.formatted(fault.equals("degraded")));
        }
    }
}
