package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.content.testing.Discs;
import io.graphrecall.content.testing.MeanColour;
import io.graphrecall.content.text.Terms;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.neo4j.GraphAddress;
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
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
class MultimodalStageIT {

    private static final CypherStatement ADD = new CypherStatement("test/add", """
            UNWIND $rows AS row CREATE (c:Content {media_folder: $folder}) SET c += row""");
    private static final List<String> GARMENTS = List.of("shirt", "dress", "coat");

    private final TestGraph graph;

    @TempDir
    private Path folder;

    MultimodalStageIT(GraphAddress address) {
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
    void aFilmIsFoundInEverySpaceAndLaterContentsAreEncodedWithoutTraining() throws IOException {
        GenerationManifest manifest = build(TrainingOptions.DEFAULT.withEpochs(8), new Told());
        try (Generation generation = store().open(manifest.id())) {
            assertThat(VectorSpace.names(generation)).containsExactly("multimodal", "text", "visual");
            for (String space : VectorSpace.names(generation)) {
                assertThat(nearest(generation, space, "film")).as(space).isNotEmpty();
                assertThat(nearest(generation, space, "red0")).as(space).isNotEmpty();
            }
            assertThat(nearest(generation, "visual", "film").subList(0, 10))
                    .filteredOn(id -> id.startsWith("red")).hasSizeGreaterThan(7);
            assertThat(generation.bytes(MultimodalStage.ENCODER)).isNotEmpty();
        }
        assertThat(manifest.metrics()).containsEntry("multimodal.contents", 61.0)
                .containsEntry("multimodal.epochs", 8.0).containsKeys("multimodal.loss", "multimodal.validation");
        assertThat(manifest.settings()).containsKey(MultimodalStage.MULTIMODAL);

        Files.writeString(folder.resolve("broken.jpg"), "no picture");
        Discs.picture(folder.resolve("new.png"), true, 7);
        add(List.of(Map.of("content_id", "new", "media_cover", "new.png"),
                Map.of("content_id", "broken", "title", "red coat", "media_cover", "broken.jpg")));
        Told told = new Told();
        GenerationManifest next = build(TrainingOptions.DEFAULT, told);

        assertThat(told.outcomes).contains("the one that is there still fits")
                .anyMatch(outcome -> outcome.startsWith("2 encoded, 61 as they were; 1 contents have media"));
        assertThat(folder.resolve("media-problems.jsonl")).content().contains("\"broken\"", "broken.jpg is no picture");
        try (Generation generation = store().open(next.id())) {
            assertThat(nearest(generation, "visual", "new")).first().asString().startsWith("red");
            assertThat(nearest(generation, "visual", "broken")).isEmpty();
            assertThat(nearest(generation, "multimodal", "broken")).isNotEmpty();
        }
    }

    @Test
    void anImageModelThatTheUserNamesSeesPicturesAndFilms() throws IOException {
        Path model = MeanColour.write(folder, "{\"size\": 16, \"mean\": [0.5, 0.5, 0.5]}");
        GenerationManifest manifest = build(TrainingOptions.DEFAULT.withEpochs(4).withFrames(model), Progress.NONE);
        assertThat(manifest.settings().get(MultimodalStage.MULTIMODAL)).asString().contains(model.toString());
        try (Generation generation = store().open(manifest.id())) {
            for (String content : List.of("red0", "film")) {
                assertThat(nearest(generation, "visual", content).subList(0, 10))
                        .filteredOn(id -> id.startsWith("blue")).isEmpty();
            }
        }
    }

    private static List<String> nearest(Generation generation, String space, String content) {
        GraphTables tables = GraphTables.read(generation);
        CsrTable near = VectorSpace.neighbours(generation, space);
        int row = tables.contents().ordinal(content);
        return IntStream.range(near.start(row), near.end(row)).mapToObj(i -> tables.contents().key(near.column(i)))
                .toList();
    }

    private GenerationManifest build(TrainingOptions training, Progress progress) {
        Terms terms = new Terms();
        return new GenerationBuild(graph.client(), store(), terms::of,
                new TextStage(graph.client(), terms, EncoderParameters.DEFAULT, folder.resolve("cache")),
                List.of(new MultimodalStage(graph.client(), terms, training, folder))).run(
                        BuildOptions.DEFAULT.withStages(EnumSet.of(Stage.TRAIN, Stage.TABLES)), progress);
    }

    private GenerationStore store() {
        return new GenerationStore(folder.resolve("generations"));
    }

    private void add(List<Map<String, Object>> rows) {
        graph.client().write(tx -> tx.execute(ADD, Map.of("rows", rows, "folder", folder.toString())));
    }

    /** Keeps what was told. */
    private static final class Told implements Progress {

        private final List<String> outcomes = new ArrayList<>();

        @Override
        public void begin(String task, long total) {}

        @Override
        public void advance(long steps) {}

        @Override
        public void end(String outcome) {
            outcomes.add(outcome);
        }
    }
}
