package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.home.RecallHome;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.access.ApiKey;
import io.graphrecall.service.access.AuditLog;
import io.graphrecall.service.access.KeyFile;
import io.graphrecall.service.access.Role;
import io.graphrecall.service.feedback.FeedbackLog;
import io.graphrecall.testkit.RunningGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
class EraseIT {

    private static final String LOG = """
            WARN State of user 'u-1' is dropped
            WARN State of user 'u-12' is dropped
            """;

    private final GraphAddress address;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private String printed = "";
    private String errors = "";

    EraseIT(GraphAddress address) {
        this.address = address;
    }

    @BeforeEach
    void load() throws IOException {
        Path data = Files.createDirectories(home.resolve("my-data"));
        Files.writeString(data.resolve("dataset.json"), "{\"name\":\"mine\",\"timestamps\":\"real\"}");
        Files.writeString(data.resolve("contents.jsonl"), """
                {"content_id":"a","title":"red","author":"u-1","tags":["x"]}
                {"content_id":"b","title":"green","author":"u-12","tags":["x"]}
                {"content_id":"c","title":"blue","tags":["x"]}
                """);
        Files.writeString(data.resolve("events.jsonl"), """
                {"user_id":"u-1","action":"click","content_id":"b","timestamp":1767225600000}
                {"user_id":"u-1","action":"click","content_id":"c","timestamp":1767225601000}
                {"user_id":"u-1","action":"search","query":"my secret rash","timestamp":1767225602000}
                {"user_id":"u-12","action":"click","content_id":"a","timestamp":1767225603000}
                {"user_id":"u-12","action":"click","content_id":"c","timestamp":1767225604000}
                {"user_id":"u-12","action":"search","query":"shoes","timestamp":1767225605000}
                {"user_id":"u-1","action":"juggle","content_id":"b","timestamp":1767225606000}
                {"user_id":"u-12","action":"juggle","content_id":"b","timestamp":1767225607000}
                """);
        run("load", data.toString());
        build();
        Files.writeString(Files.createDirectories(home.resolve("logs")).resolve("recall.log"), LOG);
    }

    @Test
    void anErasedUserIsNowhereAfterTheNextBuild() throws IOException {
        assertThat(run("erase", "--user", "u-1")).isZero();
        assertThat(printed).isEqualTo("Erased the user\n");

        assertThat(run("erase", "--user", "u-1", "--verify")).isEqualTo(1);
        assertThat(printed.lines()).contains("The graph has no such user",
                "service: none of this home at http://127.0.0.1:8080; name another one with --service",
                "graph: user: not found", "dead-letters.jsonl: not found", "logs/recall.log: not found",
                "Found. Generations are clean after the next build.")
                .anyMatch(line -> line.matches("generations/.*/metapath.nodes.User: found"))
                .anyMatch(line -> line.matches("generations/.*/authors: found"));
        assertThat(home.resolve("dead-letters.jsonl")).content().contains("u-12").doesNotContain("u-1\\\"");
        assertThat(home.resolve("logs/recall.log")).content().as("spaces take the place of the line")
                .isEqualToIgnoringWhitespace(LOG.lines().skip(1).findFirst().orElseThrow());

        build();

        assertThat(run("erase", "--user", "u-1", "--verify")).isZero();
        assertThat(printed.lines()).last().isEqualTo("Not found anywhere");
        assertThat(printed.lines()).contains("graph: user: not found").noneMatch(line -> line.endsWith(": found"));
        String killed = " (left by a killed command, delete it): found";
        String building = " (of a build that runs or was killed, which the next build deletes): found";
        for (String[] left : new String[][] {{".restore-killed", killed}, {"tuning", killed},
            {".dead-letters.jsonl.replay", killed}, {"generations/.building-x", building},
            {"generations/.removed-x", building}}) {
            Path folder = Files.createDirectory(home.resolve(left[0]));
            assertThat(run("erase", "--user", "u-1", "--verify")).isEqualTo(1);
            assertThat(printed.lines()).contains(left[0] + left[1]);
            Files.delete(folder);
        }
        Path damaged = Files.createDirectory(home.resolve("generations/20260101T000000Z-0000"));
        assertThat(run("erase", "--user", "u-1", "--verify")).isEqualTo(1);
        assertThat(printed.lines())
                .contains("generations/20260101T000000Z-0000 (cannot be searched, delete it: generation "
                        + "20260101T000000Z-0000 is damaged: manifest.json is missing): found");
        Files.delete(damaged);
        assertThat(run("generations")).isZero();
        assertThat(printed.lines()).as("the generation that named the user is deleted").hasSize(1);
        assertThat(named("\"u-1\"")).isEmpty();
        assertThat(named("secret")).isEmpty();
        assertThat(named("\"u-12\"")).isNotEmpty();
        assertThat(named("shoes")).isNotEmpty();
    }

    @Test
    void generationsOfTheSharedFolderAreSearchedAndDeleted() throws IOException {
        Path folder = home.resolve("mounted");
        Files.writeString(home.resolve(SettingsSource.FILE), "recall.generations.shared-folder = mounted");
        String first = RecallHome.generations(home).current().orElseThrow().value();
        assertThat(run("generations", "activate", first)).isEqualTo(1);
        assertThat(errors).contains("mounted does not exist: create it, or mount its file system. Generation " + first)
                .endsWith("to share it, run: recall generations activate " + first + "\n");
        assertThat(run("erase", "--user", "nobody", "--verify")).isEqualTo(1);
        assertThat(printed.lines()).contains(folder + " (the shared folder is not there, mount it): found");
        Files.createDirectory(folder);
        assertThat(run("generations", "activate", first)).isZero();
        assertThat(printed).endsWith("Shared generation " + first + " in " + folder + "\n");

        assertThat(run("erase", "--user", "u-1")).isZero();
        assertThat(run("erase", "--user", "u-1", "--verify")).isEqualTo(1);
        assertThat(printed.lines()).contains("mounted/" + first + "/metapath.nodes.User: found");
        build();
        assertThat(printed).contains("Shared generation ");
        GenerationStore shared = new GenerationStore(folder);
        assertThat(shared.ids()).hasSize(2);
        try (RecallHome opened = RecallHome.remote(home, address);
                RecallServer server = opened.serve(opened.settings().withPort(0), Clock.systemUTC())) {
            assertThat(server.port()).isPositive();
            await().untilAsserted(() -> assertThat(shared.ids())
                    .containsExactly(RecallHome.generations(home).current().orElseThrow()));
        }
        assertThat(run("erase", "--user", "u-1", "--verify")).isZero();
    }

    @Test
    void aRunningServiceIsAskedToErase() throws IOException {
        try (RecallHome opened = RecallHome.remote(home, address);
                RecallServer server = opened.serve(opened.settings().withPort(0), Clock.systemUTC())) {
            String url = "http://127.0.0.1:" + server.port();
            ListAppender<ILoggingEvent> audit = audit();

            assertThat(run("erase", "--user", "u-1", "--service", url)).isZero();

            assertThat(audit.list).extracting(ILoggingEvent::getFormattedMessage).first().asString()
                    .contains("\"action\":\"DELETE /v1/users/{user_id}\"", "\"status\":204", ApiKey.hash("u-1"))
                    .doesNotContain("\"u-1\"");

            assertThat(printed).isEqualTo("Erased the user, through the service at " + url + "\n");
            assertThat(run("erase", "--user", "u-1", "--service", url, "--verify")).isEqualTo(1);
            assertThat(printed.lines()).contains("service " + url + ": not found", "graph: user: not found",
                    "dead-letters.jsonl: not found");
        }
        assertThat(run("erase", "--user", "u-12", "--service", "http://127.0.0.1:1")).isEqualTo(1);
    }

    @Test
    void theAuditLogNamesAKnownKeyAlsoIfItIsRefused() throws Exception {
        KeyFile keys = new KeyFile(home);
        keys.add(key("curious", Role.RECALL, null));
        keys.add(key("past", Role.ADMIN, Instant.EPOCH));
        try (RecallHome opened = RecallHome.remote(home, address);
                RecallServer server = opened.serve(opened.settings().withPort(0), Clock.systemUTC());
                HttpClient client = HttpClient.newHttpClient()) {
            ListAppender<ILoggingEvent> audit = audit();

            for (String call : List.of("curious DELETE /v1/users/u-1", "past DELETE /v1/users/u-1",
                    "stranger DELETE /v1/users/u-1", "curious PATCH /v1/contents/a",
                    "curious DELETE /v1/contents/a?hold=true&x=1")) {
                String[] parts = call.split(" ");
                client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + parts[2]))
                        .header("X-API-Key", parts[0]).method(parts[1], HttpRequest.BodyPublishers.noBody()).build(),
                        HttpResponse.BodyHandlers.discarding());
            }

            assertThat(audit.list).extracting(ILoggingEvent::getFormattedMessage).satisfiesExactly(
                    refused -> assertThat(refused).contains("\"key\":\"curious\"", "\"status\":403"),
                    expired -> assertThat(expired).contains("\"key\":\"past\"", "\"status\":401"),
                    unknown -> assertThat(unknown).contains("\"key\":\"unknown\"", "\"status\":401"),
                    patch -> assertThat(patch).contains("\"action\":\"PATCH /v1/contents/{content_id}\""),
                    hold -> assertThat(hold).contains("\"hold\":\"true\"").doesNotContain("\"x\""));
        }
    }

    /** Returns a key whose text is its name. */
    private static ApiKey key(String name, Role role, @Nullable Instant expires) {
        return new ApiKey(name, ApiKey.hash(name), Set.of(role), null, Instant.EPOCH, expires, null, null);
    }

    /** It may be the service of another home, or no service at all. */
    @Test
    void aStrangerOnThePortOfTheSettingsGetsNoKey() throws IOException {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer stranger = stranger(requests, "{\"generation\":\"20260101T000000Z-aaaa\"}");
        try {
            assertThat(run("erase", "--user", "u-1")).isZero();
        } finally {
            stranger.stop(0);
        }
        assertThat(printed).isEqualTo("Erased the user\n");
        assertThat(requests).containsExactly("GET /readyz null");
    }

    @Test
    void aServiceThatLeavesTheUserInTheGraphIsReported() throws IOException {
        List<String> requests = new CopyOnWriteArrayList<>();
        String generation = RecallHome.generations(home).ids().getFirst().value();
        HttpServer stranger = stranger(requests, "{\"generation\":\"" + generation + "\"}");
        try {
            assertThat(run("erase", "--user", "u-1")).isEqualTo(1);
            assertThat(errors).contains("left the user in the graph of this home");
        } finally {
            stranger.stop(0);
        }
        assertThat(requests).containsExactly("GET /readyz null", "GET /v1/users/u-1 Bearer secret",
                "DELETE /v1/users/u-1 Bearer secret");
        assertThat(run("erase", "--user", "u-1")).isZero();
        assertThat(printed).as("erased nevertheless").isEqualTo("The graph has no such user\n");
    }

    /** Starts a server on the port of the settings. It records method, path and key, and accepts everything. */
    private HttpServer stranger(List<String> requests, String ready) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = ready.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Files.writeString(home.resolve("recall.conf"),
                "recall.http { port = " + server.getAddress().getPort() + ", api-keys = [secret] }");
        return server;
    }

    @Test
    void clickRatesComeFromTheFeedbackLogAndDoNotKeepAnErasedUser() throws Exception {
        Files.writeString(home.resolve("recall.conf"), "recall.feedback.share = 1");
        try (RecallHome opened = RecallHome.remote(home, address);
                RecallServer server = opened.serve(opened.settings().withPort(0), Clock.systemUTC());
                LogFile feedback = new LogFile(FeedbackLog.LOGGER, home.resolve("logs/feedback.log"))) {
            String url = "http://127.0.0.1:" + server.port();
            post(url + "/v1/recall", "answer-1", "{\"user_id\":\"u-1\",\"exclude_seen\":false,\"size\":3}");
            post(url + "/v1/recall", "answer-2", "{\"user_id\":\"u-12\",\"exclude_seen\":false,\"size\":3}");
            post(url + "/v1/recall", "answer-3",
                    "{\"events\":[{\"action\":\"click\",\"content_id\":\"a\",\"timestamp\":1767225600000}],\"size\":3}");
            post(url + "/v1/events", "events",
                    """
                            [{"user_id":"u-1","action":"impression","content_id":"c","request_id":"answer-1","timestamp":1767225608000},
                             {"user_id":"u-1","action":"click","content_id":"b","request_id":"answer-1","timestamp":1767225608000},
                             {"user_id":"u-12","action":"impression","content_id":"a","request_id":"answer-2","timestamp":1767225608000},
                             {"user_id":"u-12","action":"click","content_id":"c","timestamp":1767225609000}]""");
            assertThat(run("feedback")).isZero();
            assertThat(printed).startsWith("2 answers\n");
            assertThat(printed.lines()).anyMatch(line -> line.matches("feed +feed +all +2 +3 +1 +0\\.3333 .*"));

            assertThat(run("erase", "--user", "u-1", "--service", url)).isZero();

            assertThat(run("feedback")).isZero();
            assertThat(printed.lines()).anyMatch(line -> line.matches("feed +feed +all +1 +1 +0 +0\\.0000 .*"));
            assertThat(feedback.text()).contains("u-12").doesNotContain("\"u-1\"");
        }
    }

    private static void post(String url, String requestId, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                            .header("X-Request-Id", requestId).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        }
    }

    /** The file of a logger, as the configuration of {@code recall serve} has it. */
    private static final class LogFile implements AutoCloseable {

        private final Logger logger;
        private final FileAppender<ILoggingEvent> file = new FileAppender<>();

        LogFile(String name, Path path) {
            logger = (Logger) LoggerFactory.getLogger(name);
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(logger.getLoggerContext());
            encoder.setPattern("%msg%n");
            encoder.start();
            file.setContext(logger.getLoggerContext());
            file.setEncoder(encoder);
            file.setFile(path.toString());
            file.start();
            logger.setLevel(Level.INFO);
            logger.addAppender(file);
        }

        String text() throws IOException {
            return Files.readString(Path.of(file.getFile()));
        }

        @Override
        public void close() {
            logger.detachAppender(file);
            file.stop();
        }
    }

    private static ListAppender<ILoggingEvent> audit() {
        ListAppender<ILoggingEvent> audit = new ListAppender<>();
        audit.start();
        Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
        logger.setLevel(Level.INFO);
        logger.addAppender(audit);
        return audit;
    }

    private void build() {
        assertThat(run("build", "--only", "extract,tables,publish", "--text-encoder", "english")).isZero();
    }

    private int run(String... words) {
        CommandRun run = CommandRun.of(List.of("--home", home.toString(), "--neo4j-uri", address.uri().toString(),
                "--neo4j-user", address.user(), "--neo4j-password", address.password()), words);
        printed = run.printed();
        errors = run.errors();
        assertThat(run.exitCode()).as(errors).isLessThan(2);
        return run.exitCode();
    }

    /** Returns the files of the home, except the operator's data, that contain a text. */
    private List<Path> named(String text) {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.startsWith(home.resolve("my-data")))
                    .filter(file -> {
                        try {
                            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
