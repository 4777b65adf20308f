package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.blend.TunedBlend;
import io.graphrecall.blend.fit.Interval;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.evaluation.baselines.EmbeddingBaselines;
import io.graphrecall.evaluation.baselines.Exclusions;
import io.graphrecall.evaluation.baselines.ModelRequest;
import io.graphrecall.evaluation.lists.FullQuotaRecall;
import io.graphrecall.evaluation.lists.FullQuotaResult;
import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.Strata;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.ReportComparison;
import io.graphrecall.evaluation.report.SpaceReport;
import io.graphrecall.evaluation.spaces.SpaceAgreement;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.deepmatch.DeepMatchStep;
import io.graphrecall.gnn.deepmatch.MatchConfiguration;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.filter.ContentFilter;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.UserId;
import io.graphrecall.schema.WireNamed;
import io.graphrecall.testkit.RunningGraph;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Evaluations of a small simulated world. The tests of the first one's service come first, while the graph is its own. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvaluationIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GraphAddress address;
    private final TestGraph graph;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path world;

    @SuppressWarnings("NullAway.Init")
    private SplitDataSet data;

    @SuppressWarnings("NullAway.Init")
    private EvaluationReport report;

    @SuppressWarnings("NullAway.Init")
    private RecallHome evaluated;

    @SuppressWarnings("NullAway.Init")
    private GenerationRecall recall;

    EvaluationIT(GraphAddress address) {
        this.address = address;
        graph = new TestGraph(address);
    }

    @AfterAll
    void close() {
        graph.close();
    }

    @BeforeAll
    void evaluateOnce(@TempDir Path temporary) {
        folder = temporary;
        world = folder.resolve("world");
        SimulatedWorld.writeWithTruth(
                world, folder.resolve("world-truth"),
                WorldParameters.of(150, 120, 4_000, 7, Instant.parse("2026-01-01T00:00:00Z")), Progress.NONE);
        data = SplitDataSet.read(DataSetFolder.open(world), DataSet.Protocol.LEAVE_ONE_OUT, Progress.NONE);
        report = Evaluation.run(options(world, "as-it-is", Fit.STRICT), this::emptyGraph, Progress.NONE);
        evaluated = RecallHome.remote(folder.resolve("as-it-is/home"), address);
        recall = evaluated.recall(evaluated.settings().recall(), Clock.systemUTC());
    }

    private EvaluationOptions options(Path data, String name, Fit fit) {
        return new EvaluationOptions(
                DataSetFolder.open(data), folder.resolve(name), DataSet.Protocol.LEAVE_ONE_OUT, fit, 5, 1, List.of(),
                fit == Fit.REFIT, true,
                TrainingOptions.DEFAULT.withEpochs(1).without(MultimodalEncoder.MULTIMODAL::equals)
                        .with(new DeepMatchStep(List.of(MatchConfiguration.SESSION))));
    }

    private EvaluationReport evaluate(Path data, String name, Fit fit) {
        return Evaluation.run(options(data, name, fit), this::emptyHome, Progress.NONE);
    }

    private RecallHome emptyHome(Path home) {
        recall.close();
        evaluated.close();
        return emptyGraph(home);
    }

    private RecallHome emptyGraph(Path home) {
        graph.empty();
        return RecallHome.remote(home, address);
    }

    /** Returns the scores of an evaluation's lists, by file name, user and content. */
    private Map<String, Map<String, Map<String, Double>>> scores(String name) throws IOException {
        Map<String, Map<String, Map<String, Double>>> scores = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(name).resolve("lists"))) {
            for (Path file : files.toList()) {
                Map<String, Map<String, Double>> byUser = new TreeMap<>();
                for (String line : Files.readAllLines(file)) {
                    JsonNode list = JSON.readTree(line);
                    Map<String, Double> byContent = new TreeMap<>();
                    list.path("contents").forEach(content -> byContent.put(
                            content.path("content_id").asText(), content.path("score").doubleValue()));
                    byUser.put(list.path("user_id").asText(), byContent);
                }
                scores.put(file.getFileName().toString(), byUser);
            }
        }
        return scores;
    }

    private List<GenerationManifest> generations(String name) {
        return RecallHome.generations(folder.resolve(name).resolve("home")).list();
    }

    /**
     * Returns the files of a generation without the models, whose last bits differ between trainings. The files include the
     * embeddings from the models.
     */
    private static Map<String, GenerationManifest.FileEntry> files(GenerationManifest generation) {
        Map<String, GenerationManifest.FileEntry> files = new TreeMap<>(generation.files());
        files.keySet().removeIf(name -> name.contains("-model"));
        return files;
    }

    @Test
    void aDataSetWithoutEventsGetsAReportOfItsSpaces() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        StringBuilder contents = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            contents.append("{\"content_id\":\"p%d\",\"category\":[\"%s\"],\"vectors\":{\"clip\":[%d,%d,%d]}}\n"
                    .formatted(i, i % 2 == 0 ? "even" : "odd", i % 2 * 100, 100 - i % 2 * 100, 1 + i));
        }
        Files.writeString(pictures.resolve("contents.jsonl"), contents);
        EvaluationOptions options = new EvaluationOptions(
                DataSetFolder.open(pictures), folder.resolve("of-pictures"), null, Fit.STRICT, 5, 1, List.of(), false,
                false,
                TrainingOptions.NONE);

        assertThat(SpaceEvaluation.suits(DataSetFolder.open(world))).isFalse();
        assertThat(SpaceEvaluation.suits(options.data())).isTrue();
        SpaceReport report = SpaceEvaluation.run(options, this::emptyHome, Progress.NONE);

        SpaceAgreement.Label label = Objects.requireNonNull(report.spaces().get("clip")).labels().get("category_1");
        assertThat(Objects.requireNonNull(label).agreement()).isEqualTo(1);
        assertThat(label.chance()).isCloseTo(19 / 39.0, within(1e-9));
        assertThat(label.contents()).isEqualTo(40);
        JsonNode json = JSON.readTree(folder.resolve("of-pictures").resolve("report.json").toFile());
        assertThat(json.at("/spaces/clip/labels/category_1/agreement").doubleValue()).isEqualTo(1);
        assertThat(folder.resolve("of-pictures").resolve("home")).doesNotExist();
    }

    @Test
    void hitRatesMatchAnIndependentCountOverTheLists() throws IOException {
        Map<String, String> targets = new EditableLog(world).lastNewContents();
        JsonNode written = JSON.readTree(folder.resolve("as-it-is/report.json").toFile());
        List<String> channels = new ArrayList<>();
        written.path("results").fieldNames().forEachRemaining(channels::add);
        channels.remove(EvaluationReport.LINEAR_RANKER);
        assertThat(channels).contains("merged", "i2i", "tag", "attribute", "query2v", "fresh", "popular");
        for (String channel : channels) {
            for (int size : List.of(10, 30, 50, 100)) {
                int hits = 0;
                List<String> lines = Files.readAllLines(folder.resolve("as-it-is/lists/" + channel + ".jsonl"));
                for (String line : lines) {
                    JsonNode list = JSON.readTree(line);
                    int rank = 0;
                    for (JsonNode content : list.path("contents")) {
                        hits += ++rank <= size && content.path("content_id").asText()
                                .equals(targets.get(list.path("user_id").asText())) ? 1 : 0;
                    }
                }
                assertThat(lines).hasSameSizeAs(targets.keySet());
                assertThat(written.at("/results/" + channel + "/hit_rate/" + size).doubleValue())
                        .isEqualTo((double) hits / targets.size());
            }
        }
        assertThat(written.path("targets").longValue()).isEqualTo(targets.size());
    }

    @Test
    void ranksOfTheTargetsGiveTheHitRatesOfTheReport() throws IOException {
        Path out = folder.resolve("as-it-is");
        Map<String, String> targets = new HashMap<>();
        for (String line : Files.readAllLines(out.resolve("ranks.jsonl"))) {
            JsonNode request = JSON.readTree(line);
            targets.put(request.path("user_id").asText(), request.path("target").asText());
        }
        assertThat(targets).isEqualTo(new EditableLog(world).lastNewContents());

        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(out.resolve("report.json"), copy.resolve("report.json"));
        Files.copy(out.resolve("ranks.jsonl"), copy.resolve("ranks.jsonl"));
        ReportComparison comparison = ReportComparison.read(List.of(out, copy));
        assertThat(comparison.notes()).isEmpty();
        assertThat(comparison.differences()).extracting(ReportComparison.Difference::list)
                .contains("merged", "i2i", EvaluationReport.LINEAR_RANKER);
        assertThat(comparison.differences()).allSatisfy(
                difference -> assertThat(difference.hitRate().values()).extracting(Interval::value).containsOnly(0.0));
    }

    @Test
    void theBlendFindsMoreTargetsThanARandomRanking() {
        RandomRanking random = RandomRanking.of(data, 10);
        assertThat(Objects.requireNonNull(report.results().get("merged")).hitRate().get(10))
                .isGreaterThan(random.bound());
        assertThat(report.usersWithoutTarget()).isEqualTo(report.users() - report.targets());
    }

    @Test
    void hitRatesOfAGroupMatchAnIndependentCount() throws IOException {
        Map<String, String> targets = new EditableLog(world).lastNewContents();
        Set<String> fromInterest = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("world-truth/true-clicks.jsonl"))) {
            JsonNode click = JSON.readTree(line);
            if (click.path("motive").asText().equals("interest")) {
                fromInterest.add(click.path("event_id").asText());
            }
        }
        Set<String> users = new HashSet<>();
        for (String line : Files.readAllLines(world.resolve("events.jsonl"))) {
            JsonNode event = JSON.readTree(line);
            String user = event.path("user_id").asText();
            if (fromInterest.contains(event.path("event_id").asText())
                    && event.path("content_id").asText().equals(targets.get(user))) {
                users.add(user);
            }
        }
        Map<String, Map<String, Double>> merged = Objects.requireNonNull(scores("as-it-is").get("merged.jsonl"));
        long hits = users.stream()
                .filter(user -> Objects.requireNonNull(merged.get(user)).containsKey(targets.get(user))).count();

        EvaluationReport.Stratum interest = stratum("merged", Strata.INTEREST);
        assertThat(interest.requests()).isEqualTo(users.size()).isBetween(20L, report.targets() - 20);
        assertThat(interest.hitRate().get(100)).isEqualTo((double) hits / users.size());
        assertThat(stratum("merged", Strata.INTEREST_SESSION_SEARCH).requests()).isPositive()
                .isLessThan(interest.requests());
    }

    @Test
    void aLinearRankerRanksTheTargetsOfASimulatedWorldThatAreNotHidden() throws IOException {
        Set<String> hidden = new HashSet<>();
        for (String line : Files.readAllLines(world.resolve("contents.jsonl"))) {
            JsonNode content = JSON.readTree(line);
            if (content.path("status").asText().equals("hidden")) {
                hidden.add(content.path("content_id").asText());
            }
        }
        Map<String, String> targets = new EditableLog(world).lastNewContents();
        double visible = targets.values().stream().mapToInt(target -> hidden.contains(target) ? 0 : 1).average()
                .orElseThrow();
        assertThat(visible).as("share of the targets").isLessThan(1);
        EvaluationReport.Result linear = Objects.requireNonNull(report.results().get(EvaluationReport.LINEAR_RANKER));
        // Every request has fewer than 100 candidates. MatchDriverTest checks that it ranks better than chance.
        assertThat(linear.hitRate().get(100)).isLessThanOrEqualTo(visible).isGreaterThan(visible - 0.2);
        assertThat(linear.mrr()).isBetween(0.05, 0.9);
        assertThat(Objects.requireNonNull(linear.strata()).keySet())
                .isEqualTo(Objects.requireNonNull(
                        Objects.requireNonNull(report.results().get("merged")).strata()).keySet());
    }

    @Test
    void sceneSearchIsMeasuredOnTheTargetsOfSearches() throws IOException {
        Map<String, String> targets = new EditableLog(world).lastNewContents();
        Map<String, Boolean> bySearch = new HashMap<>();
        for (String line : Files.readAllLines(world.resolve("events.jsonl"))) {
            JsonNode event = JSON.readTree(line);
            String user = event.path("user_id").asText();
            if (WireNamed.find(Action.class, event.path("action").asText()).orElseThrow().positive()
                    && event.path("content_id").asText().equals(targets.get(user))) {
                bySearch.putIfAbsent(user, event.has("query"));
            }
        }
        long found = bySearch.values().stream().filter(isSearch -> isSearch).count();
        Map<String, EvaluationReport.Stratum> searches = Objects.requireNonNull(report.searches());

        assertThat(searches.keySet()).startsWith("merged", "query2v", "query2v_text").contains("popular");
        assertThat(searches.values()).extracting(EvaluationReport.Stratum::requests).containsOnly(found);
        assertThat(searchHits("query2v")).isGreaterThan(searchHits("popular"));
    }

    private double searchHits(String list) {
        return Objects.requireNonNull(Objects.requireNonNull(report.searches()).get(list)).hitRate().get(10);
    }

    private EvaluationReport.Stratum stratum(String list, String name) {
        return Objects.requireNonNull(Objects.requireNonNull(
                Objects.requireNonNull(report.results().get(list)).strata()).get(name));
    }

    @Test
    @Order(1)
    void modelsRankTheContentsThatPassTheFiltersOfTheService() {
        try (Generation generation = generation(evaluated.folder())) {
            GraphTables tables = GraphTables.read(generation);
            Map<String, Exclusions.Preferences> preferences = Exclusions.Preferences.read(
                    evaluated.graph(), data.log().userIds());
            assertThat(preferences).isNotEmpty();
            for (EvaluationRequest request : data.split().test()) {
                ModelRequest model = ModelRequest.of(
                        data.log(), List.of(request), data.split().testLines(), preferences).getFirst();
                IntPredicate eligible = model.exclusions().eligible(tables, request.at());
                ContentFilter served = recall.pipeline()
                        .prepare(RecallRequest.of(new UserId(request.userId()), 1)
                                .at(Instant.ofEpochMilli(request.at())))
                        .trace(null, new ContentId(tables.contents().key(0))).query().filter();
                for (int content = 0; content < tables.contents().size(); content++) {
                    assertThat(eligible.test(content)).as("%s for %s", tables.contents().key(content), request)
                            .isEqualTo(served.verdict(content) == ContentFilter.ACCEPTED);
                }
            }
        }
    }

    private static Generation generation(Path home) {
        GenerationStore store = RecallHome.generations(home);
        return store.open(store.current().orElseThrow());
    }

    @Test
    void theTemporalProtocolIsEvaluatedFromTheLogToTheReport() throws IOException {
        EditableLog log = new EditableLog(world);
        long testCut = log.quantile(0.9, Long.MAX_VALUE);
        long validationCut = log.quantile(0.9, testCut);
        EvaluationReport temporal = Evaluation.run(
                new EvaluationOptions(
                        DataSetFolder.open(world), folder.resolve("temporal"), DataSet.Protocol.TEMPORAL, Fit.STRICT, 5,
                        1,
                        List.of(), false, true,
                        TrainingOptions.NONE),
                this::emptyHome, Progress.NONE);
        SplitDataSet split = SplitDataSet.read(DataSetFolder.open(world), DataSet.Protocol.TEMPORAL, Progress.NONE);

        assertThat(temporal.protocol()).isEqualTo("temporal");
        assertThat(split.split().test()).isNotEmpty().allSatisfy(
                request -> assertThat(request.at()).isGreaterThanOrEqualTo(testCut));
        assertThat(temporal.targets()).isEqualTo(
                split.split().test().stream().mapToLong(request -> request.targets().size()).sum());
        assertThat(Objects.requireNonNull(temporal.groups())).containsOnlyKeys("with_history", "without_history");
        EvaluationReport.Result merged = Objects.requireNonNull(temporal.results().get("merged"));
        assertThat(Objects.requireNonNull(merged.recall()).get(100)).isBetween(merged.recall().get(10), 1.0);
        // The build saw no event from the validation cut on.
        Path training = folder.resolve("temporal/home/training/events.jsonl");
        for (String line : Files.readAllLines(training)) {
            if (!line.isEmpty()) {
                assertThat(Instant.parse(JSON.readTree(line).path("timestamp").textValue()).toEpochMilli())
                        .isLessThan(validationCut);
            }
        }
    }

    @Test
    @Order(1)
    void theServedBlendOfAFullQuotaResultGivesTheServedList() {
        TunedBlend served = TunedBlend.read(evaluated.folder()).orElseThrow();
        FullQuotaRecall full = new FullQuotaRecall(recall.pipeline(), Tuning.LIST_SIZE);
        for (EvaluationRequest request : data.split().test().subList(0, 30)) {
            FullQuotaResult result = full.recall(request.userId(), Instant.ofEpochMilli(request.at()));
            List<RecallList.Entry> merged = result.merged().contents();
            assertThat(merged).isNotEmpty();
            for (int i = 0; i < merged.size(); i++) {
                assertThat(result.rank(merged.get(i).contentId(), served)).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void listsHaveNoDuplicates() throws IOException {
        for (String line : Files.readAllLines(folder.resolve("as-it-is/lists/merged.jsonl"))) {
            List<String> ids = JSON.readTree(line).path("contents").findValuesAsText("content_id");
            assertThat(ids).doesNotHaveDuplicates();
        }
    }

    @Test
    void changingTheTestTargetsChangesNoRanking() throws IOException {
        EditableLog log = new EditableLog(world);
        assertThat(log.changeTargets(data.split().test())).isEqualTo(data.split().test().size());
        EvaluationReport changed = evaluate(log.write(folder.resolve("other-targets")), "other-test", Fit.STRICT);
        assertThat(scores("other-test")).isEqualTo(scores("as-it-is"));
        assertThat(changed.results()).isNotEqualTo(report.results());
    }

    @Test
    void reportsTheHitRatesOfTheGraphEmbeddingBaselines() {
        Map<String, SortedMap<Integer, Double>> baselines = Objects.requireNonNull(report.baselines());
        assertThat(baselines).containsOnlyKeys("fast_rp");
        // EmbeddingBaselinesIT compares these baselines with a random ranking.
        assertThat(baselines.values()).allSatisfy(rates -> {
            assertThat(rates.keySet()).containsExactlyElementsOf(RankingMetrics.SIZES);
            assertThat(List.copyOf(rates.values())).isSorted().allSatisfy(rate -> assertThat(rate).isBetween(0.0, 1.0));
            assertThat(rates.get(10)).isPositive().isLessThan(rates.get(100));
        });
    }

    @Test
    void onlyTheGenerationOfARefitDependsOnTheValidationEvents() throws IOException {
        EditableLog log = new EditableLog(world);
        assertThat(log.changeTargets(data.split().validation())).isEqualTo(data.split().validation().size());
        EvaluationReport refit = evaluate(log.write(folder.resolve("other-validation-targets")), "refit", Fit.REFIT);
        assertThat(generations("refit")).hasSize(2);
        assertThat(files(generations("refit").getFirst())).isEqualTo(files(generations("as-it-is").getFirst()));
        assertThat(files(generations("refit").getLast())).isNotEqualTo(files(generations("as-it-is").getFirst()));
        assertThat(refit.generation()).isEqualTo(generations("refit").getLast().id().value());
        assertThat(scores("refit")).isNotEqualTo(scores("as-it-is"));
        assertThat(report.ablation()).isNull();
        assertThat(Objects.requireNonNull(refit.ablation())).containsKeys("i2i", "tag", "popular");
        assertThat(refit.baselines()).as("on the graph of the refit").isEqualTo(
                baselines(folder.resolve("refit/home"), folder.resolve("other-validation-targets")));
    }

    /** Computes the baselines on the graph as it is now. */
    private Map<String, SortedMap<Integer, Double>> baselines(Path home, Path log) {
        SplitDataSet split = SplitDataSet.read(DataSetFolder.open(log), DataSet.Protocol.LEAVE_ONE_OUT, Progress.NONE);
        try (RecallHome kept = RecallHome.remote(home, address); Generation generation = generation(home)) {
            return EmbeddingBaselines.hitRates(
                    kept.graph(), GraphTables.read(generation), split.folder().dataSet().timestamps(), split.log(),
                    split.split(), 5, Progress.NONE);
        }
    }
}
