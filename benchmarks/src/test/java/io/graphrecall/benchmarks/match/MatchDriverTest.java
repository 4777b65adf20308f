package io.graphrecall.benchmarks.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.evaluation.protocol.Strata;
import io.graphrecall.schema.Progress;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

class MatchDriverTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void write() {
        SimulatedWorld.writeWithTruth(
                world(), folder.resolve("world-truth"),
                WorldParameters.of(80, 60, 2_500, 7, Instant.parse("2026-01-01T00:00:00Z")), Progress.NONE);
    }

    private Path world() {
        return folder.resolve("world");
    }

    private MatchDriver driver(Path data, String out, int epochs) {
        return new MatchDriver(MatchSettings.of(Arguments.of(
                "--data", data.toString(), "--out", folder.resolve(out).toString(), "--epochs",
                String.valueOf(epochs), "--width", "16", "--truth", folder.resolve("world-truth").toString())));
    }

    private VariantResult run(Path data, String out, int epochs) throws IOException {
        List<VariantResult> results = driver(data, out, epochs).run();
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    @Test
    void aFinishedTrainingIsRepeatedOnlyForOtherSettingsOrData() throws IOException {
        VariantResult first = run(world(), "out", 1);
        assertThat(first.test().get(10) + first.test().get(30)).as("by chance .17 + .50").isBetween(0.9, 1.9);
        assertThat(run(world(), "out", 1)).isEqualTo(first);
        assertThat(run(world(), "out", 2).epochs()).isEqualTo(2);
        Files.writeString(
                world().resolve("tags.jsonl"), Files.readString(world().resolve("tags.jsonl")) + "\n");
        assertThat(run(world(), "out", 2).of()).isNotEqualTo(first.of());
    }

    @Test
    void aWarmStartIsComparedWithATrainingFromTheStart() {
        Map<String, WarmStartDriver.Result> results = WarmStartDriver.run(Arguments.of(
                "--data", world().toString(), "--new", "0.05", "--epochs", "3", "--width", "16"));
        assertThat(results).containsOnlyKeys("earlier", "from the start", "warm start");
        assertThat(results.get("warm start").epochs()).isEqualTo(1);
        assertThat(results.get("from the start").epochs()).isBetween(2, 3);
        assertThat(results.values()).allSatisfy(
                result -> assertThat(result.hitRate().get(10) + result.hitRate().get(30))
                        .isGreaterThan(0.9)); // by chance .17 + .50
    }

    @Test
    void impressionsAreNotPartOfASequence() throws IOException {
        Path log = world().resolve("events.jsonl");
        List<String> engagements = Files.readAllLines(log).stream()
                .filter(line -> !line.contains("\"impression\"")).toList();
        Files.write(log, engagements);
        VariantResult without = run(world(), "without", 1);
        // Impressions of contents that are engaged already exclude nothing more from the ranking.
        Files.write(
                log, engagements.stream().flatMap(line -> Stream.of(line, impression(line))).toList());
        VariantResult with = run(world(), "with", 1);
        assertThat(with.of()).isNotEqualTo(without.of());
        assertThat(with.test()).isEqualTo(without.test());
        assertThat(with.validation()).isEqualTo(without.validation());
    }

    private static String impression(String engagement) {
        return engagement.replaceFirst("\"event_id\":\"", "\"event_id\":\"shown-")
                .replaceFirst("\"action\":\"[a-z_]+\"", "\"action\":\"impression\"");
    }

    @Test
    void theInfluenceOfNoiseIsMeasured() throws IOException {
        MatchDriver driver = driver(world(), "noise", 1);
        MatchDriver.Report report = driver.report(driver.run());
        assertThat(report.noise()).singleElement().satisfies(result -> {
            assertThat(result.variant()).isEqualTo("query");
            assertThat(result.noise()).isBetween(0.3, 0.5);
            assertThat(result.influence()).isBetween(0.2, 0.6);
        });
        assertThat(report.micros()).containsOnlyKeys("query-0").allSatisfy(
                (model, micros) -> assertThat(micros).isPositive());
        MatchDriver.Stratum all = Objects.requireNonNull(report.strata().get(MatchDriver.ALL));
        MatchDriver.Stratum interest = Objects.requireNonNull(report.strata().get(Strata.INTEREST));
        assertThat(all.queries()).isGreaterThan(interest.queries()).isEqualTo(Objects.requireNonNull(
                report.strata().get(Strata.SEARCH_SCENE)).queries()
                + Objects.requireNonNull(report.strata().get(Strata.OTHER_SCENES)).queries());
        MatchDriver.Rates trained = Objects.requireNonNull(all.models().get("query-0"));
        MatchDriver.Rates linear = Objects.requireNonNull(all.models().get("linear-ranker"));
        assertThat(Objects.requireNonNull(trained.hitRate().get(100)).value())
                .isEqualTo(report.trainings().getFirst().test().get(100));
        // 60 contents, of which some are excluded: 10 of them at random find a sixth to a fifth of the targets.
        assertThat(Objects.requireNonNull(linear.hitRate().get(10)).value()).isGreaterThan(0.25);
        assertThat(Objects.requireNonNull(report.lists().get("query-0")).uniqueContents()).isBetween(30, 60);
    }
}
