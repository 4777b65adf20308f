package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs commands of the tutorial in a folder, with the Neo4j of other tests. Only folders, the port, the size of the simulated
 * world and the number of configurations that are trained differ. {@link BackupIT} starts and stops the Neo4j of a home.
 */
final class TutorialCommands {

    /** Number of users in the simulated world. */
    static final int USERS = 200;

    private static final String OWN_LOG = "\n## 9. Your own log\n";
    /** The size of the simulated world in the tutorial, and a smaller one that saves time. */
    private static final String SIZE = "--users 800 --contents 500 --events 24000";
    private static final String SMALL = "--users " + USERS + " --contents 150 --events 6000";
    /** Without a configuration, both are trained and compared. */
    private static final String SHORT = "--epochs 1";
    /** More than a slow machine needs. */
    private static final int MAX_REPETITIONS = 20;
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Path folder;
    private final GraphAddress graph;
    private final List<JsonNode> recalls = new ArrayList<>();
    private @Nullable Thread service;
    private String address = "";

    /** @param graph serves all homes */
    TutorialCommands(Path folder, GraphAddress graph) {
        this.folder = folder;
        this.graph = graph;
    }

    /** Returns the commands before the section about a log of the reader's own. */
    static List<String> ofSimulatedData() throws IOException {
        String text = tutorial().substring(0, ownLog());
        assertThat(text).contains(SIZE);
        return commands(text.replace(SIZE, SMALL).replace(SHORT, SHORT + " --configuration session"));
    }

    /** Returns the commands from the section about a log of the reader's own. */
    static List<String> ofOwnLog() throws IOException {
        return commands(tutorial().substring(ownLog()));
    }

    private static String tutorial() throws IOException {
        return Files.readString(Path.of("..", "docs", "tutorial.md"));
    }

    private static int ownLog() throws IOException {
        int start = tutorial().indexOf(OWN_LOG);
        assertThat(start).as("heading" + OWN_LOG).isPositive();
        return start;
    }

    private static List<String> commands(String text) {
        return BLOCK.matcher(text).results().flatMap(block -> block.group(1).lines())
                .filter(line -> !line.isBlank()).toList();
    }

    void run(String command) throws Exception {
        List<String> words = words(command);
        if (command.endsWith("&")) {
            stop();
            service = serve(words.subList(1, words.size() - 1));
        } else if (words.getFirst().equals("curl")) {
            JsonNode answer = curl(command);
            if (command.contains("/v1/recall")) {
                recalls.add(answer);
            }
        } else if (!words.getFirst().equals("./recall")) {
            shell(command);
        } else {
            recall(words.subList(1, words.size()));
        }
    }

    /** Runs an evaluation that writes to the folder {@code var/report}, on the Neo4j of other tests. */
    void evaluate(String command) {
        List<String> words = words(command);
        CommandRun run = CommandRun.inTemporaryHome(folder.resolve("var/report/home"), RunningGraph::lend,
                inFolder(words.subList(1, words.size())).toArray(String[]::new));
        assertThat(run.exitCode()).as(command + ": " + run.errors()).isZero();
    }

    /** Asserts that there was one recall, with a list of ten contents from all channels. */
    void assertOneFullRecall() {
        assertThat(recalls).singleElement().satisfies(recalled -> {
            assertThat(recalled.get("contents")).hasSize(10);
            assertThat(isDegraded(recalled)).isFalse();
        });
    }

    private static boolean isDegraded(JsonNode recalled) {
        return recalled.at("/coverage/degraded").asBoolean();
    }

    /** Stops the service that a command started. */
    void stop() throws InterruptedException {
        if (service != null) {
            service.interrupt();
            service.join();
            service = null;
            address = "";
        }
    }

    private void shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).inheritIO().start();
        assertThat(shell.waitFor()).as(command).isZero();
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    private void recall(List<String> arguments) {
        CommandRun run = CommandRun.of(onGraph(arguments));
        assertThat(run.exitCode()).as(String.join(" ", arguments) + ": " + run.errors()).isZero();
    }

    private Thread serve(List<String> arguments) throws InterruptedException {
        StringWriter out = new StringWriter();
        List<String> own = new ArrayList<>(arguments);
        own.addAll(List.of("--port", "0"));
        Thread thread = Thread.ofPlatform().start(() -> {
            CommandLine line = Recall.commandLine();
            line.setOut(new PrintWriter(out, true));
            line.execute(onGraph(own));
        });
        while (address.isEmpty() && thread.isAlive()) {
            Thread.sleep(50);
            Matcher printed = ADDRESS.matcher(out.toString());
            if (printed.find()) {
                address = printed.group();
            }
        }
        assertThat(address).as(out.toString()).isNotEmpty();
        return thread;
    }

    private String[] onGraph(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("--neo4j-uri", graph.uri().toString(), "--neo4j-user", graph.user(),
                "--neo4j-password", graph.password()));
        all.addAll(inFolder(arguments));
        return all.toArray(String[]::new);
    }

    private List<String> inFolder(List<String> arguments) {
        List<String> all = new ArrayList<>();
        if (!arguments.contains("--home")) {
            all.addAll(List.of("--home", folder.resolve("var").toString()));
        }
        for (String argument : arguments) {
            all.add(argument.startsWith("var/") ? folder.resolve(argument).toString() : argument);
        }
        return all;
    }

    /**
     * Sends what {@code curl} would send, and returns the response. Right after a start the first recall can be degraded: then
     * it is sent again, as the tutorial says.
     */
    JsonNode curl(String command) throws Exception {
        List<String> words = words(command);
        JsonNode answer = request(words);
        for (int i = 0; i < MAX_REPETITIONS && isDegraded(answer); i++) {
            answer = request(words);
        }
        return answer;
    }

    private JsonNode request(List<String> words) throws Exception {
        String url = words.stream().filter(word -> word.startsWith("http://")).findFirst().orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(url.replace("http://127.0.0.1:8080", address)));
        int header = words.indexOf("-H");
        if (header >= 0) {
            String[] parts = words.get(header + 1).split(": ", 2);
            request.header(parts[0], parts[1]);
        }
        int body = words.indexOf("-d");
        int method = words.indexOf("-X");
        request.method(method >= 0 ? words.get(method + 1) : body >= 0 ? "POST" : "GET", body >= 0
                ? HttpRequest.BodyPublishers.ofString(words.get(body + 1))
                : HttpRequest.BodyPublishers.noBody());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
            return new JsonMapper().readTree(response.body());
        }
    }
}
