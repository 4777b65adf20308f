package io.graphrecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.home.RecallHome;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.StandardModules;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.service.RecallServer;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The log of a service, in both formats, with requests that make it log. */
@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
class ServiceLogIT {

    private static final JsonMapper JSON = new JsonMapper();
    /** Makes each failure another one, because a repeated line is omitted. */
    private static final AtomicInteger NODE = new AtomicInteger();
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}";

    /** A home with a built generation. Tests damage copies of it. */
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path built;

    private final GraphAddress address;
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    ServiceLogIT(GraphAddress address) {
        this.address = address;
    }

    @BeforeAll
    static void build(GraphAddress address) throws IOException {
        Path data = Files.createDirectories(built.resolve("data"));
        Files.writeString(data.resolve("dataset.json"), "{\"name\":\"mine\",\"timestamps\":\"real\"}");
        Files.writeString(data.resolve("contents.jsonl"), """
                {"content_id":"a","title":"red","tags":["x"]}
                {"content_id":"b","title":"green","tags":["x"]}
                {"content_id":"c","title":"blue","tags":["x"]}
                """);
        Files.writeString(data.resolve("events.jsonl"), """
                {"user_id":"u-1","action":"click","content_id":"a","timestamp":1767225600000}
                {"user_id":"u-1","action":"click","content_id":"b","timestamp":1767225601000}
                {"user_id":"u-2","action":"click","content_id":"a","timestamp":1767225602000}
                {"user_id":"u-2","action":"click","content_id":"b","timestamp":1767225603000}
                {"user_id":"u-2","action":"click","content_id":"c","timestamp":1767225604000}
                """);
        run(address, "load", data.toString());
        run(address, "build", "--only", "extract,tables,publish", "--text-encoder", "english");
    }

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(built)) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve(built.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void run(GraphAddress address, String... words) {
        CommandRun run = CommandRun.of(List.of("--home", built.toString(), "--neo4j-uri", address.uri().toString(),
                "--neo4j-user", address.user(), "--neo4j-password", address.password()), words);
        assertThat(run.exitCode()).as(run.errors()).isZero();
    }

    @Test
    void aLineOfTextHasTheIdOfItsRequest() throws Exception {
        List<String> lines = logOfARequestThatFails();

        assertThat(lines).anyMatch(line -> line.startsWith("java.lang.InternalError: "))
                .anyMatch(line -> line.startsWith("\tat io.graphrecall."));
        List<String> logged = lines.stream().filter(line -> line.matches(TIME + ".*")).toList();
        assertThat(logged).allMatch(line -> line.matches(
                TIME + "(Z|[+-]\\d\\d:\\d\\d) (INFO |WARN |ERROR) \\[[^]]+] [\\w.$]+ .+"));
        assertThat(logged).anyMatch(line -> line.endsWith(
                " INFO  [main] io.graphrecall.service.RecallServer setting recall.seed = 42"));
        assertThat(logged).filteredOn(line -> line.contains("request_id=")).satisfiesExactly(
                failed -> assertThat(failed).endsWith(" WARN  [request-recall-1] i.graphrecall.pipeline.ChannelRunner"
                        + " request_id=recall-1 channel i2i failed"),
                reloaded -> assertThat(reloaded)
                        .contains(" INFO  [request-reload-1] io.graphrecall.service.SceneReload"
                                + " request_id=reload-1 The scenes of the settings are read again: "));
    }

    @Test
    void aLineOfJsonIsAnObjectWithTheIdOfItsRequestAndTheStackTrace() throws Exception {
        Files.writeString(home.resolve("recall.conf"), "recall.log.format = json");
        Instant before = Instant.now();

        List<JsonNode> lines = new ArrayList<>();
        for (String line : logOfARequestThatFails()) {
            lines.add(JSON.readTree(line));
        }

        assertThat(lines).allSatisfy(line -> {
            assertThat(line.get("@timestamp").textValue()).matches(TIME + "Z");
            assertThat(Instant.parse(line.get("@timestamp").textValue())).isBetween(before.minusMillis(1),
                    Instant.now());
            assertThat(line.get("log.level").textValue()).isIn("INFO", "WARN", "ERROR");
            assertThat(line.get("log.logger").textValue()).isNotEmpty();
            assertThat(line.get("process.thread.name").textValue()).isNotEmpty();
            assertThat(line.get("message").textValue()).isNotEmpty();
        });
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.get("message").textValue()).isEqualTo("setting recall.log.format = \"json\"");
            assertThat(line.has("request_id")).isFalse();
        });
        assertThat(lines).filteredOn(line -> line.has("request_id")).satisfiesExactly(failed -> {
            assertThat(failed.get("request_id").textValue()).isEqualTo("recall-1");
            assertThat(failed.get("log.level").textValue()).isEqualTo("WARN");
            assertThat(failed.get("log.logger").textValue()).endsWith(".ChannelRunner");
            assertThat(failed.get("message").textValue()).isEqualTo("channel i2i failed");
            assertThat(failed.get("error.type").textValue()).isEqualTo("java.lang.InternalError");
            assertThat(failed.get("error.message").textValue()).isNotEmpty();
            assertThat(failed.get("error.stack_trace").textValue()).contains("\n\tat io.graphrecall.");
        }, reloaded -> assertThat(reloaded.get("request_id").textValue()).isEqualTo("reload-1"));
    }

    /**
     * Runs {@code recall serve} in another process, damages a file that it serves, and sends a recall that needs the file
     * and a reload of the settings. Returns the lines of the log.
     */
    private List<String> logOfARequestThatFails() throws IOException, InterruptedException {
        Path log = home.resolve("logs/recall.log");
        Process process = serve();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            List<String> printed = new ArrayList<>();
            String line = output.readLine();
            while (line != null && !line.startsWith("Serving at ")) {
                printed.add(line);
                line = output.readLine();
            }
            assertThat(line).as("%s", printed).isNotNull();
            String url = line.substring("Serving at ".length());
            cutI2i();
            assertThat(post(url + "/v1/recall", "recall-1", "{\"user_id\":\"u-1\",\"timeout_ms\":10000}"))
                    .contains("\"degraded\":true", "\"request_id\":\"recall-1\"");
            post(url + "/v1/settings/reload", "reload-1", "");
            process.destroy();
            process.waitFor();
        } finally {
            process.destroyForcibly().onExit().join();
        }
        return Files.readAllLines(log);
    }

    @Test
    void aServiceWithoutAGenerationSaysHowToBuildOne() throws Exception {
        Path empty = home.resolve("empty");
        StringWriter printed = new StringWriter();
        Thread service = Thread.ofPlatform().start(() -> {
            CommandLine line = Recall.commandLine();
            line.setOut(new PrintWriter(printed, true));
            line.execute("--home", empty.toString(), "--neo4j-uri", address.uri().toString(), "--neo4j-user",
                    address.user(), "--neo4j-password", address.password(), "serve", "--port", "0");
        });
        String hint = "Run recall build with the same --home in another terminal; this service then serves the generation";
        while (!printed.toString().contains(hint) && service.isAlive()) {
            Thread.sleep(50);
        }
        service.interrupt();
        service.join();
        assertThat(printed.toString()).contains(empty + ": no generation serves yet: build one first\n" + hint + "\n");
    }

    private Process serve() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Drecall.graph.probe-timeout=20s",
                "-cp", System.getProperty("java.class.path"), Recall.class.getName(), "--home", home.toString(),
                "--neo4j-uri", address.uri().toString(), "--neo4j-user", address.user(), "serve", "--port", "0");
        builder.environment().put("NEO4J_PASSWORD", address.password());
        return builder.redirectErrorStream(true).start();
    }

    private void cutI2i() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("generations"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("i2i\\..*\\.npy")).toList()) {
                FileChannel.open(file, StandardOpenOption.WRITE).truncate(0).close();
            }
        }
    }

    @Test
    void everyThreadOfARequestLogsItsId() throws Exception {
        String body = "{\"user_id\":\"u-1\",\"channels\":[{\"id\":\"in_turn\"},{\"id\":\"beside\"}],\"timeout_ms\":10000}";
        List<String> ids = new ArrayList<>(List.of("one", "many-0", "many-1"));

        List<String> warnings = warnings(List.of(failing("in_turn", true), failing("beside", false)), url -> {
            post(url + "/v1/recall", "one", body);
            post(url + "/v1/recall/batch", "many", "{\"requests\":[" + body + "," + body + "]}");
            ids.add(JSON.readTree(post(url + "/v1/recall", "", body)).get("request_id").textValue());
        });

        assertThat(warnings).filteredOn(line -> line.contains("channel"))
                .anyMatch(line -> line.contains("failed: java.lang.IllegalStateException: no such node"))
                .map(line -> line.replaceFirst(" failed.*", " failed")).containsExactlyInAnyOrderElementsOf(ids.stream()
                        .flatMap(
                                id -> Stream.of(id + ": channel in_turn failed", id + ": channel beside failed"))
                        .toList());
    }

    /** The event loop refuses it, while the channel of another request runs. */
    @Test
    void aRefusedRequestIsLoggedWithItsId() throws Exception {
        Files.writeString(home.resolve("recall.conf"), "recall.http.max-in-flight = 1");
        AtomicReference<String> service = new AtomicReference<>();
        RecallChannel calling = new WorkingChannel("calling", false, () -> {
            HttpRequest inner = request(service.get() + "/v1/recall", "inner", "{\"user_id\":\"u-1\"}");
            assertThat(client.sendAsync(inner, HttpResponse.BodyHandlers.ofString()).join().statusCode())
                    .isEqualTo(503);
        });

        List<String> warnings = warnings(List.of(calling), url -> {
            service.set(url);
            String body = "{\"user_id\":\"u-1\",\"channels\":[{\"id\":\"calling\"}],\"timeout_ms\":10000}";
            assertThat(post(url + "/v1/recall", "outer", body)).contains("\"degraded\":false");
        });

        assertThat(warnings)
                .contains("inner: the request failed: the limit of 1 requests in flight is reached, try again later")
                .noneMatch(line -> line.startsWith("outer"));
    }

    /** Calls of a service at a URL. */
    private interface Calls {

        void of(String url) throws Exception;
    }

    /** Starts a service with further channels and calls it. Returns its warnings as request id and message. */
    private List<String> warnings(List<RecallChannel> channels, Calls calls) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        List<ServingModule.Factory> modules = StandardModules.with(
                context -> ServingModule.of(channels.toArray(RecallChannel[]::new)));
        try (RecallHome opened = RecallHome.remote(home, address, modules);
                RecallServer server = opened.serve(opened.settings().withPort(0), Clock.systemUTC())) {
            calls.of("http://127.0.0.1:" + server.port());
        } finally {
            root.detachAppender(log);
        }
        return log.list.stream().filter(line -> line.getLevel() == Level.WARN)
                .map(line -> line.getMDCPropertyMap().get("request_id") + ": " + line.getFormattedMessage()).toList();
    }

    private static RecallChannel failing(String id, boolean immediate) {
        return new WorkingChannel(id, immediate, () -> {
            throw new IllegalStateException("no such node " + NODE.incrementAndGet());
        });
    }

    /** A channel that does some work and recalls nothing. */
    private record WorkingChannel(String id, boolean immediate, Runnable work) implements RecallChannel {

        @Override
        public ChannelResult recall(RecallQuery query) {
            work.run();
            return ChannelResult.NOTHING;
        }
    }

    /** Posts JSON and returns the body of the response. An empty id leaves it to the service. */
    private String post(String url, String requestId, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(url, requestId, body),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static HttpRequest request(String url, String requestId, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        if (!requestId.isEmpty()) {
            request.header("X-Request-Id", requestId);
        }
        return request.build();
    }
}
