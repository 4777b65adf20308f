package io.graphrecall.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.benchmarks.input.ReportJson;
import io.graphrecall.benchmarks.input.ServiceAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Runs the driver against a fake service whose faults are known. */
class LoadDriverIT {

    /** Long enough for a driver that is not compiled yet, on a busy machine. */
    private static final Duration MEASURED = Duration.ofSeconds(3);
    private static final String ANSWER = """
            {"contents":[],"coverage":{"requested":10,"returned":10,"degraded":%s,\
            "channels":[{"id":"i2i","returned":50,"kept":7},{"id":"popular","returned":0,"kept":0}]}}""";

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final Set<String> events = ConcurrentHashMap.newKeySet();
    private final List<JsonObject> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger recalls = new AtomicInteger();
    private final AtomicLong firstRequest = new AtomicLong();

    @AfterEach
    void close() {
        vertx.close().timeout(10, TimeUnit.SECONDS).await();
    }

    @Test
    void aHealthyServiceIsComparedWithABareRoute() throws IOException {
        LoadReport report = run(settings(serve("none"), MEASURED));
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
        // At least 400 draws with probability 0.1: three standard deviations are below 0.05.
        assertThat(events.size() / (double) recalls.get()).isCloseTo(0.1, within(0.05));
        assertThat(report.bare()).isNotNull().satisfies(bare -> {
            assertThat(bare.recallErrors()).isZero();
            assertThat(bare.answerBytes()).isEqualTo(service.answerBytes());
            assertThat(bare.eventMs().count()).isZero();
        });
        assertThat(report.shareOfBare()).isNotNull().isPositive();
        assertThat(report.process()).isNotNull().satisfies(process -> {
            assertThat(process.residentMb()).isPositive();
            assertThat(process.cpuMsPerRecall()).isPositive();
        });
        assertThat(report.text()).contains("service recalls: ", "service clicks: ", "bare route recalls: ",
                "channel i2i", "ms of CPU per recall");
        JsonNode json = new JsonMapper().readTree(ReportJson.of(report));
        assertThat(json.path("service").path("recall_ms").path("p99").asDouble()).isEqualTo(service.recallMs().p99());
    }

    @Test
    void aBareRouteThatCannotStartCostsNoFiguresOfTheService() throws IOException {
        String classes = System.setProperty("java.class.path", "none");
        try {
            LoadReport report = run(settings(serve("none"), Duration.ofSeconds(1)));

            assertThat(report.service().recallMs().count()).isPositive();
            assertThat(report.bare()).isNull();
            assertThat(report.shareOfBare()).isNull();
        } finally {
            System.setProperty("java.class.path", classes);
        }
    }

    @Test
    void degradedAnswersAreCounted() throws IOException {
        LoadReport.Figures service = run(settings(serve("degraded"), Duration.ZERO)).service();
        assertThat(service.degraded()).isEqualTo(service.recallMs().count()).isPositive();
    }

    @Test
    void errorsAreCountedByKindAndNotAsAnswers() throws IOException {
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
    void recallsAreSentAtTheGivenRate() throws IOException {
        LoadReport report = run(settings(serve("none"), Duration.ZERO, 50));
        assertThat(report.service().recallErrors()).isZero();
        assertThat(report.service().recallsPerSecond()).isBetween(25.0, 51.0);
        assertThat(report.service().unsent()).isZero();
        assertThat(report.shareOfBare()).isNull();
    }

    @Test
    void clicksAreSentWithoutRecalls() throws IOException {
        LoadReport report = run(settings(serve("none"), Duration.ofSeconds(1), 50, true));

        assertThat(recalls).hasValue(0);
        assertThat(report.service().eventErrors()).isZero();
        assertThat(report.service().eventsPerSecond()).isBetween(25.0, 51.0);
        assertThat(report.bare()).isNull();
        assertThat(report.process()).isNotNull()
                .satisfies(process -> assertThat(process.cpuMsPerClick()).isPositive());
        assertThat(report.text()).contains("ms of CPU per click");
    }

    @Test
    void latencyAtARateBeginsWhenARequestIsDue() throws IOException {
        ServiceAddress stalling = serve("stalls");
        // 4 connections and 25 recalls a second: some 25 recalls fall due during the stall of one second, and at most 4
        // of them are sent before it ends. They wait between 0 and 1 s.
        LoadReport.Figures service = run(settings(stalling, Duration.ZERO, 25)).service();
        assertThat(service.recallMs().p90()).isGreaterThan(400);
        assertThat(service.recallMs().max()).isGreaterThan(900);
        assertThat(service.recallErrors()).isZero();
    }

    @Test
    void latencyInAClosedLoopBeginsWhenARequestIsSent() throws IOException {
        LoadReport.Figures service = run(settings(serve("stalls"), Duration.ZERO)).service();
        assertThat(service.recallMs().max()).isGreaterThan(400);
        assertThat(service.recallMs().p90()).isLessThan(200);
    }

    @Test
    void requestsThatWereDueAndNotSentAreReported() throws IOException {
        LoadReport report = run(settings(serve("slow"), Duration.ZERO, 100));
        LoadReport.Figures service = report.service();
        // 4 connections with 200 ms a recall send at most 20 recalls a second.
        assertThat(service.unsent()).isGreaterThan(200);
        assertThat(report.text()).contains("did not keep up with 100 recalls a second");
    }

    @Test
    void anUnreachableServiceIsReportedAsErrors() throws IOException {
        ServiceAddress address = serve("none");
        close();
        LoadReport report = run(settings(address, Duration.ZERO));
        assertThat(report.service().recallErrors()).isPositive();
        assertThat(report.service().recallsPerSecond()).isZero();
    }

    @Test
    void liveContentsArePostedUnderNewIds(@TempDir Path folder) throws IOException {
        Path catalogue = Files.writeString(folder.resolve("contents.jsonl"), """
                {"content_id":"c1","title":"One","media":{"image":"1.png"}}
                {"content_id":"c2","title":"Two"}
                {"content_id":"c3","title":"Three"}
                """);
        ServiceAddress service = serve("none");

        try (Target target = new Target(vertx, service.resolve("/"), 1)) {
            LiveContents.post(target, catalogue, 2);
            assertThatThrownBy(() -> LiveContents.post(target, catalogue, 4))
                    .hasMessageContaining("has 3 contents, but live-contents is 4");
        }

        assertThat(posted).extracting(content -> content.getString("title")).containsExactly("One", "Two");
        assertThat(posted).allSatisfy(content -> {
            assertThat(content.getString("content_id")).startsWith("live-");
            assertThat(content.getLong("published_at")).isPositive();
            assertThat(content.containsKey("media")).isFalse();
        });
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
        return settings(address, bare, rate, false);
    }

    private static LoadSettings settings(ServiceAddress address, Duration bare, int rate, boolean clicksOnly) {
        return new LoadSettings(
                address, List.of("u1", "u/\"2\"", "用户3"), List.of("c1", "c2"), 10, "channels", 4, rate,
                Duration.ofMillis(500),
                MEASURED, bare, 0.1, clicksOnly, 1, Optional.of(ProcessHandle.current().pid()), Path.of("none"), 0);
    }

    private ServiceAddress serve(String fault) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> delayed(
                        fault, () -> answer(request, body.toString(), fault))))
                .listen(0, "127.0.0.1").timeout(10, TimeUnit.SECONDS).await();
        return new ServiceAddress("127.0.0.1", server.actualPort());
    }

    /** Delays every answer ("slow"), or all answers during the second after the first 1.5 s ("stalls"). */
    private void delayed(String fault, Runnable answer) {
        long now = System.nanoTime();
        firstRequest.compareAndSet(0, now);
        long sinceFirst = (now - firstRequest.get()) / 1_000_000;
        if (fault.equals("slow")) {
            vertx.setTimer(200, timer -> answer.run());
        } else if (fault.equals("stalls") && sinceFirst >= 1500 && sinceFirst < 2500) {
            vertx.setTimer(2501 - sinceFirst, timer -> answer.run());
        } else {
            answer.run();
        }
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
        } else if (request.path().equals("/v1/contents")) {
            JsonArray contents = new JsonArray(body);
            contents.forEach(content -> posted.add((JsonObject) content));
            request.response().setStatusCode(202)
                    .end("{\"accepted\":" + contents.size() + ",\"rejected\":[],\"seq\":1}");
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
