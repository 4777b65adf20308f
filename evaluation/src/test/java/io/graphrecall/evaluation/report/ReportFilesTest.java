package io.graphrecall.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.blend.fit.BlendTuning;
import io.graphrecall.blend.fit.Interval;
import io.graphrecall.blend.fit.LearnedBlendSelection;
import io.graphrecall.content.media.Picture;
import io.graphrecall.evaluation.description.DataDescription;
import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.metrics.CatalogueFacts;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.spaces.ClusterMap;
import io.graphrecall.evaluation.spaces.CrossModalScores;
import io.graphrecall.evaluation.spaces.NeighbourGallery;
import io.graphrecall.evaluation.spaces.SpaceAgreement;
import io.graphrecall.evaluation.spaces.SpacePictures;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.schema.DataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

class ReportFilesTest {

    private static final SpaceAgreement.Clusters CLUSTERS = new SpaceAgreement.Clusters(7, 1, 5, 1234);

    @TempDir
    Path folder;

    private static EvaluationReport report(boolean temporal, DataSet.Timestamps timestamps) {
        CatalogueFacts catalogue = new CatalogueFacts.Builder().positive("a").positive("b").positive("c").build();
        ListScores scores = new ListScores(
                List.of("i2i", "tag", "idle"),
                List.of("linear_ranker", "equal_weights", "without_i2i", "without_tag", "without_idle",
                        "fitted_without_i2i"),
                catalogue, timestamps,
                temporal, Map.of("session_search", BitSet.valueOf(new long[] {1})));
        scores.add(
                new EvaluationRequest("u", 0, List.of("a", "c"), 0),
                Map.of(
                        "merged", list("u", entry("a", "i2i"), entry("b", "i2i", "tag")),
                        "i2i", list("u", entry("a", "i2i")),
                        "tag", list("u", entry("b", "tag"))),
                Map.of("linear_ranker", 20, "equal_weights", 2, "without_tag", 1));
        Bootstrap bootstrap = scores.bootstrap(1);
        return new EvaluationReport(
                "small <set>",
                temporal ? "temporal" : "leave-one-out",
                "strict",
                1,
                null,
                null,
                new EvaluationReport.Training(List.of("deep_match", "gcn"), 2, TrainingCurve.ofAll(generation())),
                3,
                2,
                scores.targets(),
                new TreeMap<>(temporal ? Map.of("hidden", 1L, "not_published", 1234L) : Map.of()),
                catalogue.size(),
                "g1",
                1.5,
                new DataDescription(
                        false, "sha256:0", new DataDescription.HistoryOverlap(50, 10, 0.4, Map.of("tag", 0.5)),
                        Map.of()),
                new EvaluationReport.Tuning(
                        "weighted", Map.of("i2i", 1.0, "tag", 0.5), Map.of("i2i", 300, "tag", 100), 10, 0.2, 0.1,
                        List.of(new BlendTuning.Tried("weighted", "weights", 0.2, 0.1)),
                        List.of(new LearnedBlendSelection.Learned(
                                false, 16, 0.21, new Interval(0.01, -0.005, 0.02), false, 0.4,
                                List.of(new LearnedBlendSelection.Shape(16, false, 0.2))))),
                scores.results(),
                scores.groups(),
                scores.intervals(bootstrap),
                scores.comparisons(bootstrap),
                scores.splits(1),
                scores.ecosystem(),
                scores.contribution(bootstrap),
                temporal ? scores.ablation(bootstrap) : null,
                temporal ? Map.of("fast_rp", rates(0.375)) : null,
                Map.of("clip", new SpaceAgreement(
                        3, CLUSTERS, Map.of("category_1", new SpaceAgreement.Label(0.75, 0.25, 0.7, 0.5, 3)))),
                null,
                temporal ? new EvaluationReport.Undescribed(1234, 56) : null,
                temporal ? Map.of("merged", new EvaluationReport.Stratum(7, rates(0.625))) : null,
                List.of(new ExampleUser("u", List.of(new ExampleUser.Titled("b", "Title of <b>")),
                        new ExampleUser.Titled("a", null), Map.of("i2i", List.of(
                                new ExampleUser.Entry("a", null, "Title of <b>"),
                                new ExampleUser.Entry("c", "Third", null))))),
                scores.overlap());
    }

    /** A generation with a trained model of each kind of metadata, and a setting that is no training. */
    private static GenerationManifest generation() {
        List<Map<String, Double>> epochs = List.of(
                Map.of("loss", 4.5, "validation", 0.125), Map.of("loss", 3.5, "validation", 0.25),
                Map.of("loss", 3.25, "validation", 0.1875));
        Map<String, Object> settings = Map.of(
                "deep_match", Map.of("seed", 1, "epochs", epochs, "bestEpoch", 1),
                "multimodal", Map.of("report", Map.of("epochs", epochs.subList(0, 1), "bestEpoch", 0, "seconds", 2.5)),
                "spaces", Map.of("neighbours", 100, "epochs", 3));
        return new GenerationManifest(GenerationManifest.FORMAT, new GenerationId("20260101T000000Z-aaaa"),
                Instant.EPOCH, Instant.EPOCH, 0, "", 0, DataSet.UNNAMED, settings, Map.of(), List.of(), new TreeMap<>(),
                new TreeMap<>());
    }

    private static SortedMap<Integer, Double> rates(double rate) {
        return new TreeMap<>(Map.of(10, rate, 30, rate, 50, rate, 100, rate));
    }

    private static RecallList list(String user, RecallList.Entry... entries) {
        return new RecallList(user, List.of(entries));
    }

    private static RecallList.Entry entry(String content, String... channels) {
        return new RecallList.Entry(content, 1, List.of(channels));
    }

    private JsonNode json() throws IOException {
        return new JsonMapper().readTree(folder.resolve("report.json").toFile());
    }

    @Test
    void jsonHasTheDocumentedFields() throws IOException {
        ReportFiles.write(report(false, DataSet.Timestamps.ORDER_ONLY), SpacePictures.EMPTY, folder);
        JsonNode json = json();
        assertThat(json.fieldNames()).toIterable().containsExactly(
                "dataset", "protocol", "fit", "seed", "training", "users", "users_without_target", "targets",
                "contents",
                "generation", "seconds", "data", "tuning", "results", "intervals", "comparisons", "splits", "ecosystem",
                "contribution", "spaces", "examples", "overlap");
        assertThat(json.at("/training/epochs").intValue()).isEqualTo(2);
        assertThat(json.at("/training/curves").fieldNames()).toIterable().containsExactly("deep_match", "multimodal");
        assertThat(json.at("/training/curves/deep_match/epochs/2/loss").doubleValue()).isEqualTo(3.25);
        assertThat(json.at("/training/curves/deep_match/best_epoch").intValue()).isEqualTo(2);
        assertThat(json.at("/training/curves/multimodal/epochs").size()).isEqualTo(1);
        assertThat(json.at("/training/curves/multimodal/best_epoch").intValue()).isEqualTo(1);
        assertThat(json.at("/results").fieldNames()).toIterable().containsExactly("merged", "i2i", "tag", "idle",
                "linear_ranker");
        assertThat(json.at("/results/i2i").fieldNames()).toIterable().containsExactly("hit_rate", "ndcg", "mrr",
                "strata");
        assertThat(json.at("/results/i2i/hit_rate").fieldNames()).toIterable()
                .containsExactly("10", "30", "50", "100");
        assertThat(json.at("/results/merged/hit_rate/10").doubleValue()).isEqualTo(1);
        assertThat(json.at("/results/linear_ranker/mrr").doubleValue()).isEqualTo(0.05);
        assertThat(json.at("/results/linear_ranker/strata/session_search/questions").longValue()).isEqualTo(1);
        assertThat(json.at("/results/linear_ranker/strata/session_search/hit_rate/30").doubleValue()).isEqualTo(1);
        assertThat(json.at("/results/tag/mrr").doubleValue()).isZero();
        assertThat(json.at("/ecosystem/tag").fieldNames()).toIterable().containsExactly(
                "unique_contents", "coverage", "gini", "tail_share", "fresh_share_7d", "category_entropy",
                "exclusive_share", "intra_list_similarity");
        assertThat(json.at("/ecosystem/tag/fresh_share_7d").isNull()).isTrue();
        assertThat(json.at("/ecosystem/i2i/exclusive_share").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/ecosystem/merged/exclusive_share").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void onlyModelsOfTheGenerationAreListedAsTrained() {
        assertThat(EvaluationReport.Training.of(TrainingOptions.DEFAULT, generation()).models())
                .containsExactly("multimodal", "deep_match");
    }

    @Test
    void aLinkGetsTheTextAndStays() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("target"));
        ReportFiles.write(link, "before"); // the target does not exist yet
        ReportFiles.write(link, "text");
        ReportFiles.write(folder.resolve("file"), "text");
        assertThat(link).isSymbolicLink().hasContent("text");
        assertThat(folder.resolve("file")).hasContent("text");
    }

    @Test
    void theCopyForAServiceNamesNoUser() throws IOException {
        ReportFiles.write(report(false, DataSet.Timestamps.REAL), SpacePictures.EMPTY, folder);

        Path copy = ReportFiles.copy(folder.resolve("report.json"), folder.resolve("home/reports"),
                Instant.parse("2026-05-01T10:20:30Z"));

        assertThat(copy).hasFileName("small-set--20260501-102030.json");
        ObjectNode expected = (ObjectNode) json();
        assertThat(expected.remove("examples")).isNotNull();
        assertThat(new JsonMapper().readTree(copy.toFile())).isEqualTo(expected);
    }

    @Test
    void theCopyForAServiceHasTheLettersOfTheNameOfItsDataSet() throws IOException {
        Path report = Files.writeString(folder.resolve("report.json"), "{\"dataset\":\"种草社区/notes 2\"}");
        assertThat(ReportFiles.copy(report, folder, Instant.parse("2026-05-01T10:20:30Z")))
                .hasFileName("种草社区-notes-2-20260501-102030.json");
    }

    @Test
    void aTemporalEvaluationReportsRecallAndUserGroups() throws IOException {
        ReportFiles.write(report(true, DataSet.Timestamps.REAL), SpacePictures.EMPTY, folder);
        JsonNode json = json();
        assertThat(json.at("/results/merged/recall/10").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/groups/without_history/i2i/hit_rate/10").doubleValue()).isEqualTo(1);
        assertThat(json.at("/groups").fieldNames()).toIterable().as("no user has a history")
                .containsExactly("without_history");
        assertThat(json.at("/ablation").fieldNames()).toIterable().containsExactly("i2i");
        assertThat(json.at("/ablation/i2i/10/value").doubleValue()).isEqualTo(1);
        assertThat(json.at("/baselines/fast_rp/100").doubleValue()).isEqualTo(0.375);
    }

    @Test
    void reportsTheContributionOfEachChannel() throws IOException {
        ReportFiles.write(report(false, DataSet.Timestamps.REAL), SpacePictures.EMPTY, folder);
        JsonNode json = json();
        assertThat(json.at("/contribution").fieldNames()).toIterable().containsExactly("i2i", "tag", "idle");
        assertThat(json.at("/contribution/i2i/exclusive_hits").doubleValue()).isEqualTo(1);
        assertThat(json.at("/contribution/i2i/exclusive_share").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/contribution/i2i/marginal_gain/10/value").doubleValue()).isEqualTo(1);
        assertThat(json.at("/contribution/tag/marginal_gain/10/value").doubleValue()).isZero();
        assertThat(json.at("/overlap/merged/tag").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/overlap/tag/merged").doubleValue()).isEqualTo(1);
    }

    @Test
    void comparesMergedListsWithTheBestChannelAndWithEqualWeights() throws IOException {
        ReportFiles.write(report(false, DataSet.Timestamps.REAL), SpacePictures.EMPTY, folder);
        JsonNode json = json();
        assertThat(json.at("/comparisons/merged_over_best_channel/over").textValue()).isEqualTo("i2i");
        assertThat(json.at("/comparisons/tuned_over_equal_weights/hit_rate/100/value").doubleValue()).isZero();
        assertThat(json.at("/intervals/hit_rate/merged/10/low").doubleValue()).isCloseTo(0.025, within(1e-12));
    }

    @Test
    void splitsByTargetAgeOnlyIfTimestampsAreReal() throws IOException {
        ReportFiles.write(report(false, DataSet.Timestamps.REAL), SpacePictures.EMPTY, folder);
        JsonNode json = json();
        assertThat(json.at("/splits/history/0/group").textValue()).isEqualTo("0");
        assertThat(json.at("/splits/history/0/questions").intValue()).isEqualTo(1);
        assertThat(json.at("/splits/target_popularity/0/group").textValue()).isEqualTo("1-4");
        assertThat(json.at("/splits/target_age/0/group").textValue()).isEqualTo("unknown");
        assertThat(json.at("/splits/target_age/0/hit_rate/i2i/10/value").doubleValue()).isEqualTo(1);
        ReportFiles.write(report(false, DataSet.Timestamps.ORDER_ONLY), SpacePictures.EMPTY, folder);
        assertThat(json().at("/splits").has("target_age")).isFalse();
    }

    @Test
    void theMeanOfIdenticalReportsIsTheSameReport() {
        EvaluationReport report = report(true, DataSet.Timestamps.ORDER_ONLY);
        assertThat(ReportMean.of(List.of(report, report))).usingRecursiveComparison()
                .ignoringFields("seconds", "seeds", "deviation", "training.curves").isEqualTo(report);
        assertThat(ReportMean.of(List.of(report, report)).training().curves()).isNull();
        assertThat(ReportMean.of(List.of(report, report)).seconds()).isEqualTo(3);
    }

    @Test
    void aMeanSaysOfWhichSeeds() throws IOException {
        EvaluationReport report = report(true, DataSet.Timestamps.REAL);
        ReportFiles.write(report, SpacePictures.EMPTY, folder);
        assertThat(json().has("seeds")).isFalse();

        ReportFiles.write(ReportMean.of(List.of(report, report, report)), SpacePictures.EMPTY, folder);
        assertThat(json().path("seeds").intValue()).isEqualTo(3);
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.copy(folder.resolve("report.json"), other.resolve("report.json"));
        assertThat(ReportComparison.read(List.of(folder, other)).reports().values())
                .extracting(ReportComparison.Report::seedText).containsOnly("mean of seeds 1 to 3");
    }

    @Test
    void aMeanHasTheStandardDeviationsOverTheSeeds() throws IOException {
        EvaluationReport report = report(true, DataSet.Timestamps.REAL);
        EvaluationReport mean = ReportMean.of(List.of(
                withTagRate(report, 0.25, 0.1), withTagRate(report, 0.5, 0.3), withTagRate(report, 0.75, 0.2)));
        ReportFiles.write(mean, SpacePictures.EMPTY, folder);

        assertThat(json().at("/results/tag/hit_rate/10").doubleValue()).isCloseTo(0.5, within(1e-12));
        assertThat(json().at("/deviation/results/tag/hit_rate/10").doubleValue()).isCloseTo(0.25, within(1e-12));
        assertThat(json().at("/deviation/results/i2i/hit_rate/10").doubleValue()).isZero();
        assertThat(json().at("/deviation/ecosystem/tag/gini").doubleValue()).isCloseTo(0.1, within(1e-12));

        ReportFiles.write(report, SpacePictures.EMPTY, folder);
        assertThat(json().has("deviation")).isFalse();
    }

    private static EvaluationReport withTagRate(EvaluationReport report, double hitRate, double gini) {
        ObjectNode json = ReportFiles.JSON.valueToTree(report);
        json.withObject("/results/tag/hit_rate").put("10", hitRate);
        json.withObject("/ecosystem/tag").put("gini", gini);
        return ReportFiles.JSON.convertValue(json, EvaluationReport.class);
    }

    @Test
    void theMeanLeavesOutFiguresOfDifferentThings() {
        EvaluationReport one = report(false, DataSet.Timestamps.ORDER_ONLY);
        ObjectNode other = ReportFiles.JSON.valueToTree(one);
        other.withObject("/comparisons/merged_over_best_channel").put("over", "tag");
        ((ObjectNode) other.at("/tuning/learned/0")).put("hidden_units", 0);
        other.withObject("/tuning").put("blend", "rrf");
        other.withObject("/tuning").put("mean_hit_rate", 0.4);
        ((ObjectNode) other.at("/examples/0")).put("user_id", "another");

        EvaluationReport mean = ReportMean
                .of(List.of(one, ReportFiles.JSON.convertValue(other, EvaluationReport.class)));

        assertThat(mean.comparisons()).containsOnlyKeys("tuned_over_equal_weights");
        assertThat(mean.tuning().learned()).isEmpty();
        assertThat(mean.tuning().blend()).isEqualTo("rrf, weighted");
        assertThat(mean.tuning().weights()).isEmpty();
        assertThat(mean.tuning().quotas()).isEqualTo(one.tuning().quotas());
        assertThat(mean.tuning().meanHitRate()).isCloseTo(0.3, within(1e-9));
        assertThat(mean.examples()).isEqualTo(one.examples());
        ReportFiles.write(mean, SpacePictures.EMPTY, folder);
    }

    @Test
    void aDataSetWithoutBehaviourHasASpaceReport() throws IOException {
        ReportFiles.write(
                new SpaceReport("<f>", 1, 3, "g1", 2, Map.of("clip", new SpaceAgreement(
                        3, CLUSTERS, Map.of("attribute.colour", new SpaceAgreement.Label(0.75, 0.25, 0.7, 0.5, 3)))),
                        new CrossModalScores(2, 0.625, 0.375, 0.125)),
                new SpacePictures(
                        new NeighbourGallery(Map.of("clip", List.of(List.of(
                                new NeighbourGallery.Item("<a>", List.of(new Picture(2, 2, new byte[12]))),
                                new NeighbourGallery.Item("no picture", List.of()))))),
                        Map.of("clip", new ClusterMap(
                                "attribute.colour", List.of("<red>"), List.of(new ClusterMap.Dot(0, 1, 0)),
                                List.of(new ClusterMap.Ring(1, 0, 3, "<red>", 0.5),
                                        new ClusterMap.Ring(0, 0, 4, "", 0))))),
                folder);
        assertThat(json().fieldNames()).toIterable()
                .containsExactly("dataset", "seed", "contents", "generation", "seconds", "spaces", "cross_modal");
        assertThat(json().at("/cross_modal/text_to_picture").doubleValue()).isEqualTo(0.625);
        assertThat(json().at("/spaces/clip/labels/attribute.colour/chance").doubleValue()).isEqualTo(0.25);
        assertThat(json().at("/spaces/clip/labels/attribute.colour/purity").doubleValue()).isEqualTo(0.7);
        assertThat(json().at("/spaces/clip/clusters/largest").intValue()).isEqualTo(1234);
        JsonNode page = data();
        assertThat(page.at("/kind").textValue()).isEqualTo("spaces");
        assertThat(page.at("/report")).isEqualTo(json());
        assertThat(page.at("/pictures/near/clip/0/0/title").textValue()).isEqualTo("<a>");
        assertThat(page.at("/pictures/near/clip/0/0/picture").binaryValue()).startsWith(0xff, 0xd8);
        assertThat(page.at("/pictures/near/clip/0/1").toString()).isEqualTo("{\"title\":\"no picture\"}");
        assertThat(page.at("/pictures/maps/clip/rings/0/share").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void targetsThatCannotBeRecalledAreCountedByReason() throws IOException {
        ReportFiles.write(report(false, DataSet.Timestamps.REAL), SpacePictures.EMPTY, folder);
        assertThat(json().has("excluded_targets")).isFalse();

        ReportFiles.write(report(true, DataSet.Timestamps.REAL), SpacePictures.EMPTY, folder);
        assertThat(json().at("/excluded_targets/not_published").longValue()).isEqualTo(1234);
    }

    @Test
    void examplesShowTitlesReasonsAndTheTarget() throws IOException {
        ReportFiles.write(report(false, DataSet.Timestamps.REAL), SpacePictures.EMPTY, folder);
        assertThat(json().at("/examples/0/lists/i2i/0/reason").textValue()).isEqualTo("Title of <b>");
    }

    @Test
    void thePageHasTheReportAndLoadsNothing() throws IOException {
        ReportFiles.write(report(true, DataSet.Timestamps.REAL), SpacePictures.EMPTY, folder);
        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page).contains("<title>small &lt;set>").doesNotContain("<set>", "<link", "src=\"", "@import");
        assertThat(data().at("/kind").textValue()).isEqualTo("evaluation");
        assertThat(withoutNulls(data().at("/report"))).isEqualTo(withoutNulls(json()));
    }

    /** Returns the data in the page. */
    private JsonNode data() throws IOException {
        String page = Files.readString(folder.resolve("report.html"));
        String begin = "<script id=\"data\" type=\"application/json\">";
        return new JsonMapper().readTree(page.substring(
                page.indexOf(begin) + begin.length(), page.indexOf("</script>", page.indexOf(begin))));
    }

    private static JsonNode withoutNulls(JsonNode json) {
        return JsonMapper.builder().defaultPropertyInclusion(JsonInclude.Value.construct(
                JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL)).build().valueToTree(
                        new JsonMapper().convertValue(json, Object.class));
    }
}
