package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.testkit.RunningGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
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

/** Runs every command of the tutorial, in its order. Only folders and the port differ. */
@ResourceLock(CommandRun.TRAINING)
class TutorialIT {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<String> run = new ArrayList<>();
    private String address = "";

    @Test
    void everyCommandOfTheTutorialWorks() throws Exception {
        RunningGraph.keepPlans(folder.resolve("var"));
        RunningGraph.keepPlans(folder.resolve("own"));
        Thread service = null;
        List<JsonNode> recalls = new ArrayList<>();
        try {
            for (String command : commands()) {
                List<String> words = words(command);
                if (command.endsWith("&")) {
                    stop(service);
                    service = serve(words.subList(1, words.size() - 1));
                } else if (words.getFirst().equals("curl")) {
                    JsonNode answer = request(words);
                    if (command.contains("/v1/recall")) {
                        recalls.add(answer);
                    }
                } else if (!words.getFirst().equals("./recall")) {
                    shell(command);
                } else {
                    recall(words.subList(1, words.size()));
                }
                run.add(command);
            }
        } finally {
            stop(service);
        }
        assertThat(run).hasSizeGreaterThan(12);
        assertThat(recalls).hasSize(2).allSatisfy(recalled -> {
            assertThat(recalled.get("contents")).hasSize(10);
            assertThat(recalled.at("/coverage/degraded").asBoolean()).isFalse();
        });
        assertThat(folder.resolve("report/report.html")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("lists.jsonl"))).hasSize(200);
    }

    private void stop(@Nullable Thread service) throws InterruptedException {
        if (service != null) {
            service.interrupt();
            service.join();
            address = "";
        }
    }

    private void shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).inheritIO().start();
        assertThat(shell.waitFor()).as(command).isZero();
    }

    private static List<String> commands() throws IOException {
        String tutorial = Files.readString(Path.of("..", "docs", "tutorial.md"));
        return BLOCK.matcher(tutorial).results().flatMap(block -> block.group(1).lines())
                .filter(line -> !line.isBlank()).toList();
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
        StringWriter err = new StringWriter();
        CommandLine line = Recall.commandLine();
        line.setOut(new PrintWriter(new StringWriter(), true));
        line.setErr(new PrintWriter(err, true));
        assertThat(line.execute(inFolder(arguments))).as(String.join(" ", arguments) + ": " + err).isZero();
    }

    private Thread serve(List<String> arguments) throws InterruptedException {
        StringWriter out = new StringWriter();
        List<String> own = new ArrayList<>(arguments);
        own.addAll(List.of("--port", "0"));
        Thread thread = Thread.ofPlatform().start(() -> {
            CommandLine line = Recall.commandLine();
            line.setOut(new PrintWriter(out, true));
            line.execute(inFolder(own));
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

    private String[] inFolder(List<String> arguments) {
        List<String> all = new ArrayList<>();
        if (!arguments.contains("--home")) {
            all.addAll(List.of("--home", folder.resolve("var").toString()));
        }
        for (String argument : arguments) {
            all.add(List.of("my-data", "report", "lists.jsonl", "own", "own-log").contains(argument)
                    ? folder.resolve(argument).toString()
                    : argument);
        }
        return all.toArray(String[]::new);
    }

    /** Sends what {@code curl} would send. */
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
        if (body >= 0) {
            request.POST(HttpRequest.BodyPublishers.ofString(words.get(body + 1)));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
            return new JsonMapper().readTree(response.body());
        }
    }
}
