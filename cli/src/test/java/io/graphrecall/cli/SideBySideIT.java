package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The page that compares calls counts its blocks correctly, and its calls of this service work. */
@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
class SideBySideIT {

    private static final Path PAGE = Path.of("..", "docs", "reference", "side-by-side.md");
    private static final String OURS = "graph-recall";
    private static final List<String> PRODUCTS = List.of("gorse", "Qdrant", OURS);
    private static final Pattern TASK = Pattern.compile("^## (\\d+\\. .*)$", Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("```(?:sh|toml)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PRODUCT = Pattern.compile("^(gorse|Qdrant|graph-recall)\\b", Pattern.MULTILINE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Lines of the blocks of each product, by task. */
    private static Map<String, Map<String, List<String>>> tasks() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, Map<String, List<String>>> tasks = new LinkedHashMap<>();
        List<Integer> starts = TASK.matcher(page).results().map(task -> task.start()).toList();
        for (int i = 0; i < starts.size(); i++) {
            String task = page.substring(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : page.length());
            Matcher title = TASK.matcher(task);
            assertThat(title.find()).isTrue();
            tasks.put(title.group(1), lines(task));
        }
        return tasks;
    }

    /** A block belongs to the product that the last paragraph before it starts with. */
    private static Map<String, List<String>> lines(String task) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        BLOCK.matcher(task).results().forEach(block -> {
            String product = PRODUCT.matcher(task.substring(0, block.start())).results()
                    .reduce((first, last) -> last).orElseThrow().group(1);
            lines.merge(product, block.group(1).lines().filter(line -> !line.isBlank()).toList(),
                    (first, more) -> Stream.concat(first.stream(), more.stream()).toList());
        });
        return lines;
    }

    @Test
    void theTableCountsTheCallsAndLinesOfThePage() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream().filter(line -> line.matches("\\| \\[\\d+\\. .*"))
                .toList();
        assertThat(rows).isNotEmpty().isEqualTo(tasks().entrySet().stream().map(task -> "| [%s](#%s) | %s |".formatted(
                task.getKey(), task.getKey().toLowerCase(Locale.ROOT).replace(".", "").replace(' ', '-'),
                PRODUCTS.stream().map(product -> counts(task.getValue().getOrDefault(product, List.of())))
                        .collect(Collectors.joining(" | "))))
                .toList());
    }

    private static String counts(List<String> lines) {
        return lines.isEmpty()
                ? "– | –"
                : lines.stream().filter(line -> line.startsWith("curl ")).count() + " | " + lines.size();
    }

    @Test
    void everyCallOfThisServiceWorks(GraphAddress address) throws Exception {
        writeData(Files.createDirectory(folder.resolve("data")));
        TutorialCommands commands = new TutorialCommands(folder, address);
        try {
            commands.run("./recall load " + folder.resolve("data"));
            commands.run("./recall build --no-multimodal --no-personalised --no-deep-match --no-gcn");
            commands.run("./recall serve &");
            for (Map.Entry<String, Map<String, List<String>>> task : tasks().entrySet()) {
                for (String command : task.getValue().getOrDefault(OURS, List.of())) {
                    assertUseful(command, commands.curl(command));
                }
            }
        } finally {
            commands.stop();
        }
    }

    private static void assertUseful(String command, JsonNode answer) {
        if (answer.has("contents")) {
            List<String> contents = answer.get("contents").findValuesAsText("content_id");
            assertThat(contents).as(command).isNotEmpty().doesNotHaveDuplicates();
            if (command.contains("exclude_seen") || command.contains("/users/ann")) {
                assertThat(contents).as(command).doesNotContain("c1");
            }
        } else if (answer.has("accepted")) {
            assertThat(answer.get("accepted").intValue()).as(command).isEqualTo(1);
        } else if (answer.has("recalled")) {
            assertThat(answer.get("recalled").booleanValue()).as(command).isFalse();
            assertThat(answer.get("channels")).as(command).isNotEmpty();
        } else {
            assertThat(command).endsWith("-X DELETE");
        }
    }

    /** Writes 24 contents of two categories, with vectors, and users who click contents of one of them. */
    private static void writeData(Path data) throws IOException {
        Files.write(data.resolve("contents.jsonl"), IntStream.rangeClosed(1, 24).mapToObj(i -> {
            boolean nails = i <= 12;
            return """
                    {"content_id":"c%d","title":"%s %d","category":["%s"],"tags":["%s"],"published_at":"2025-06-%02dT00:00:00Z",\
                    "vectors":{"clip":[%s,%s]}}"""
                    .formatted(i, nails ? "Gel nails" : "Straw hat", i,
                            nails ? "Nails" : "Hats", nails ? "gel" : "straw", i, Math.cos(i * 0.06),
                            Math.sin(i * 0.06));
        }).toList());
        Files.write(data.resolve("events.jsonl"), IntStream.range(0, 20).boxed().flatMap(user -> IntStream.range(0, 5)
                .mapToObj(click -> """
                        {"user_id":"%s","action":"click","content_id":"c%d","timestamp":"2025-06-29T%02d:%02d:00Z"}"""
                        .formatted(user == 0 ? "ann" : "u" + user,
                                1 + (user % 2) * 12 + (user + click * (1 + user % 3)) % 12,
                                user, click)))
                .toList());
    }
}
