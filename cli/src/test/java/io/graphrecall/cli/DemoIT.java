package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.pipeline.FittedBlend;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
@ResourceLock(CommandRun.TRAINING)
class DemoIT {

    private static final Pattern CHANNEL = Pattern.compile("(\\w+) +(\\w+) +(\\d+) returned, +(\\d+) in the result");
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private String run(String... words) {
        CommandRun run = CommandRun.of(List.of("--home", home.toString()), words);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return run.printed();
    }

    @Test
    void returnsResultsFromEveryChannelAndCanRunTwice() throws IOException {
        RunningGraph.lend(home);
        SimulatedWorld.write(home.resolve("world"), WorldParameters.of(360, 200, 8_000, 1, END), Progress.NONE);
        String output = run("demo", "--once", "--port", "0");
        Map<String, Integer> returned = output.lines().map(CHANNEL::matcher).filter(Matcher::matches)
                .filter(found -> !found.group(2).equals("off"))
                .collect(Collectors.toMap(found -> found.group(1), found -> Integer.parseInt(found.group(3))));
        assertThat(returned).containsOnlyKeys(
                "i2i", "tag", "attribute", "query2v", "term", "fresh", "popular", "v2v_text", "cluster",
                "deep_match", "personalised", "metapath", "gcn");
        assertThat(returned.values()).allSatisfy(count -> assertThat(count).isPositive());
        assertThat(output).containsPattern("Try the console: http://127.0.0.1:\\d+/console/#/recall\\?user=\\S+\n")
                .contains("Try: curl 'http://127.0.0.1:");
        requireFittedBlend(RecallHome.generations(home).list().getLast());

        run("keys", "add", "shop", "--role", "recall");
        assertThat(run("demo", "--once", "--port", "0")).contains("0 in the result")
                .contains("Try: curl -H 'Authorization: Bearer KEY' 'http://127.0.0.1:");

        assertThat(run("generations").lines()).hasSize(2).last().asString().startsWith("* ");
        run("batch", "--size", "20", "--out", home.resolve("lists.jsonl").toString());
        List<String> lists = Files.readAllLines(home.resolve("lists.jsonl"));
        assertThat(lists).hasSizeGreaterThanOrEqualTo(360).allMatch(line -> line.startsWith("{\"user_id\":"));
        run("neighbours", "--space", "i2i", "--size", "5", "--out", home.resolve("neighbours.jsonl").toString());
        assertThat(home.resolve("neighbours.jsonl")).content().contains("\"neighbours\":[{\"content_id\":");
        run("batch", "--size", "20", "--out", home.resolve("lists.parquet").toString());
        assertThat(rows(home.resolve("lists.parquet")).getFirst()).contains("\"rank\":1,\"content_id\":",
                "\"channels\":[");
        String printed = run("vectors", "--space", "gcn", "--out", home.resolve("vectors.parquet").toString());
        List<String> vectors = rows(home.resolve("vectors.parquet"));
        assertThat(vectors).hasSizeBetween(150, 200)
                .allMatch(row -> row.matches("\\{\"content_id\":\"[^\"]+\",\"vector\":\\[[-0-9.E]+(,[-0-9.E]+)+]}"));
        assertThat(printed).contains("Wrote " + vectors.size() + " vectors to ");
        run("neighbours", "--space", "gcn", "--size", "5", "--out", home.resolve("neighbours.parquet").toString());
        assertThat(rows(home.resolve("neighbours.parquet"))).hasSizeBetween(vectors.size(), 5 * vectors.size())
                .allMatch(row -> row.contains("\"neighbour_id\":"));
        run("export", "--format", "parquet", home.resolve("exported").toString());
        assertThat(rows(home.resolve("exported/contents.parquet"))).hasSize(200);
        run("cypher", "MATCH path = (:User)-[:CLICKED]->(:Content)-[:HAS_TAG]->(:Tag) RETURN path", "--limit", "7",
                "--html",
                home.resolve("paths.html").toString());
        assertThat(home.resolve("paths.html")).content().contains("\"type\":\"CLICKED\"", "\"truncated\":true");
        run("cypher", "--guide", home.resolve("guide.adoc").toString(), "--param", "user=u-00001");
        assertThat(home.resolve("guide.adoc")).content().contains("== similar-users", "{user: \"u-00001\", limit: 20}");
        assertThat(run("cypher", "MATCH (:User)-[e:CLICKED]->() RETURN e.at", "--limit", "1"))
                .containsPattern("\\b\\d{4}-\\d\\d-\\d\\dT\\S+Z");

        run("export", "--format", "recbole", home.resolve("atomic").toString());
        assertThat(run("load", home.resolve("atomic").toString(), "--check"))
                .contains(".item: 200 read\n").containsPattern("\\.inter: [\\d,]+ read\n");
        run("profile", home.resolve("world").toString(), "--out", home.resolve("profile.html").toString());
        assertThat(home.resolve("profile.html")).content().contains("{\"value\":\"200\",\"text\":\"contents\"}",
                "Events by action");
    }

    /** Lists by chance have a mean hit rate of 0.24 among 200 contents. */
    private static void requireFittedBlend(GenerationManifest built) {
        Map<String, Double> metrics = built.metrics();
        assertThat(metrics.get("withheld_targets")).isBetween(50.0, 90.0);
        assertThat(metrics.get("withheld_hit_rate")).isGreaterThan(0.4)
                .isGreaterThan(metrics.get("withheld_hit_rate.popular"));
        FittedBlend fitted = Objects.requireNonNull(FittedBlend.of(built));
        assertThat(fitted.channels().byChannel().get("i2i").weight()).isPositive().isNotEqualTo(0.7);
    }

    private static List<String> rows(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (RecordReader in = RecordSource.parquet(file).open()) {
            for (RawRecord row = in.next(); row != null; row = in.next()) {
                rows.add(row.text());
            }
        }
        return rows;
    }
}
