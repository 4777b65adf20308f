package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.testing.Discs;
import io.graphrecall.content.testing.MeanColour;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.MultimodalStep;
import io.graphrecall.gnn.training.TrainingStep;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
class MultimodalStepIT {

    private static final CypherStatement ADD = new CypherStatement("test/add", """
            UNWIND $rows AS row CREATE (c:Content {media_folder: $folder}) SET c += row""");
    private static final List<String> GARMENTS = List.of("shirt", "dress", "coat");

    private final TestGraph graph;

    @TempDir
    private Path folder;

    MultimodalStepIT(GraphAddress address) {
        graph = new TestGraph(address);
    }

    @BeforeEach
    void load() throws IOException {
        graph.load("CREATE (:Sequence {name: 'seq', value: 1})");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean red = i % 2 == 0;
            String file = "cover" + i + ".png";
            Discs.picture(folder.resolve(file), red, i);
            rows.add(Map.of("content_id", (red ? "red" : "blue") + i, "media_cover", file, "title",
                    (red ? "red " : "blue ") + GARMENTS.get(i % 3)));
        }
        Discs.film(folder.resolve("film.mp4"), true);
        rows.add(Map.of("content_id", "film", "title", "how to wear red", "media_video", "film.mp4"));
        add(rows);
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void videosAreInEverySpaceAndNewContentsAreEncodedWithoutTraining() throws IOException {
        GenerationManifest manifest = build(TrainingOptions.DEFAULT.withEpochs(3), new TaskOutcomes());
        try (Generation generation = store().open(manifest.id())) {
            assertThat(VectorSpace.names(generation)).containsExactly("multimodal", "text", "visual");
            for (String space : VectorSpace.names(generation)) {
                assertThat(nearest(generation, space, "film")).as(space).isNotEmpty();
                assertThat(nearest(generation, space, "red0")).as(space).isNotEmpty();
            }
            assertThat(nearest(generation, "visual", "film").subList(0, 10))
                    .filteredOn(id -> id.startsWith("red")).hasSizeGreaterThan(7);
            assertThat(generation.bytes(MultimodalEncoder.ARRAY)).isNotEmpty();
        }
        assertThat(manifest.metrics()).containsEntry("multimodal.contents", 61.0)
                .containsEntry("multimodal.epochs", 3.0).containsKeys("multimodal.loss", "multimodal.validation");
        assertThat(manifest.settings()).containsKey(MultimodalEncoder.MULTIMODAL);

        Files.writeString(folder.resolve("broken.jpg"), "no picture");
        Discs.picture(folder.resolve("new-red.png"), true, 7);
        Discs.picture(folder.resolve("new-blue.png"), false, 7);
        add(List.of(Map.of("content_id", "new-red", "media_cover", "new-red.png"),
                Map.of("content_id", "new-blue", "media_cover", "new-blue.png"),
                Map.of("content_id", "broken", "title", "red coat", "media_cover", "broken.jpg")));
        TaskOutcomes outcomes = new TaskOutcomes();
        GenerationManifest next = build(TrainingOptions.DEFAULT, outcomes);

        assertThat(outcomes.list()).contains(TrainingStep.UP_TO_DATE)
                .anyMatch(outcome -> outcome.startsWith("3 encoded, 61 unchanged; 1 content has unreadable media"));
        assertThat(folder.resolve("media-problems.jsonl")).content().contains("\"broken\"",
                "broken.jpg is not a picture");
        try (Generation generation = store().open(next.id())) {
            for (String colour : List.of("red", "blue")) {
                assertThat(nearest(generation, "visual", "new-" + colour).subList(0, 10)).as(colour)
                        .filteredOn(id -> id.startsWith(colour)).hasSizeGreaterThan(7);
            }
            assertThat(nearest(generation, "visual", "broken")).isEmpty();
            assertThat(nearest(generation, "multimodal", "broken")).isNotEmpty();
        }
    }

    @Test
    void anImageModelOfTheUserEncodesPicturesAndVideos() throws IOException {
        Path model = MeanColour.write(folder, "{\"size\": 16, \"mean\": [0.5, 0.5, 0.5]}");
        GenerationManifest manifest = build(training(1, model), Progress.NONE);
        assertThat(manifest.settings().get(MultimodalEncoder.MULTIMODAL)).asString().contains(model.toString());
        try (Generation generation = store().open(manifest.id())) {
            for (String content : List.of("red0", "film")) {
                assertThat(nearest(generation, "visual", content).subList(0, 10))
                        .filteredOn(id -> id.startsWith("blue")).isEmpty();
            }
        }
    }

    @Test
    void attributesThatFramesShowAreInTheGeneration() throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 60; i < 120; i++) {
            String file = "cover" + i + ".png";
            Discs.picture(folder.resolve(file), i % 2 == 0, i);
            rows.add(Map.of("content_id", (i % 2 == 0 ? "red" : "blue") + i, "media_cover", file));
        }
        Discs.picture(folder.resolve("untitled.png"), true, 200);
        rows.add(Map.of("content_id", "untitled", "media_cover", "untitled.png"));
        add(rows);
        graph.run("""
                UNWIND ['red', 'blue'] AS colour
                CREATE (a:Attribute {key: 'colour\\u001f' + colour, property: 'colour', value: colour})
                WITH a, colour
                MATCH (c:Content) WHERE c.content_id STARTS WITH colour CREATE (c)-[:HAS_ATTRIBUTE]->(a)""");
        TaskOutcomes outcomes = new TaskOutcomes();
        Path model = MeanColour.write(folder, "{\"size\": 16, \"mean\": [0.5, 0.5, 0.5]}");
        GenerationManifest manifest = build(
                EnumSet.allOf(Stage.class), training(1, model), outcomes);

        assertThat(graph.lines("""
                MATCH (:Content {content_id: 'untitled'})-[h:HAS_ATTRIBUTE]->(a) WHERE 0.5 <= h.weight <= 1
                RETURN a.value + ' ' + h.source AS line""")).containsExactly("red frames");
        try (Generation generation = store().open(manifest.id())) {
            GraphTables tables = GraphTables.read(generation);
            FeatureTables features = tables.features(FeatureSpace.ATTRIBUTE);
            int row = tables.contents().ordinal("untitled");
            assertThat(features.contents().end(row) - features.contents().start(row)).isEqualTo(1);
        }
        assertThat(outcomes.list()).as("one encoding fills the cache of the other")
                .anyMatch(outcome -> outcome.startsWith("0 encoded, 122 unchanged"));
    }

    private static List<String> nearest(Generation generation, String space, String content) {
        GraphTables tables = GraphTables.read(generation);
        CsrTable near = VectorSpace.neighbours(generation, space).inMemory();
        int row = tables.contents().ordinal(content);
        return IntStream.range(near.start(row), near.end(row)).mapToObj(i -> tables.contents().key(near.column(i)))
                .toList();
    }

    private GenerationManifest build(TrainingOptions training, Progress progress) {
        return build(EnumSet.of(Stage.TRAIN, Stage.TABLES), training, progress);
    }

    private GenerationManifest build(Set<Stage> stages, TrainingOptions training, Progress progress) {
        BuildOptions options = BuildOptions.DEFAULT.withStages(stages)
                .withTraining(training.withSteps(List.of(new MultimodalStep())));
        return new GenerationBuild(graph.client(), store(), folder).run(options, progress).orElseThrow();
    }

    private GenerationStore store() {
        return new GenerationStore(folder.resolve("generations"));
    }

    private void add(List<Map<String, Object>> rows) {
        graph.client().write(tx -> tx.execute(ADD, Map.of("rows", rows, "folder", folder.toString())));
    }

    private static TrainingOptions training(int epochs, Path imageModel) {
        TrainingOptions options = TrainingOptions.DEFAULT;
        return new TrainingOptions(
                options.steps(), epochs, options.policy(), options.device(), options.threads(), imageModel);
    }
}
