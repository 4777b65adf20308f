package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.match.DeepMatch;
import io.graphrecall.metapath.GraphTables;
import io.graphrecall.metapath.vector.VectorSpace;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;

@ExtendWith(RunningGraph.class)
class DeepMatchStageIT {

    private static final TrainingOptions SHORT = TrainingOptions.DEFAULT.withEpochs(2);

    private final TestGraph graph;

    @TempDir
    private Path folder;

    DeepMatchStageIT(GraphAddress address) {
        graph = new TestGraph(address);
    }

    @BeforeEach
    void load() {
        WalkersGraph.load(graph);
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void aBuildLearnsFromBehaviourOnceAndHasModelAndVectorsSideBySide() {
        Outcomes told = new Outcomes();
        GenerationManifest manifest = build(SHORT, told);
        assertThat(manifest.embeddings().get("space.deep_match"))
                .isEqualTo(new GenerationManifest.Embedding(EmbeddingTable.Metric.INNER_PRODUCT, 64));
        assertThat(manifest.metrics()).containsEntry("deep_match.epochs", 2.0).containsEntry("deep_match.samples", 58.0)
                .containsKeys("deep_match.loss", "deep_match.validation");
        assertThat(manifest.settings()).containsKey(DeepMatch.SPACE);
        try (Generation generation = store().open(manifest.id());
                DeepMatch model = DeepMatch.read(
                        new ByteArrayInputStream(generation.bytes(DeepMatch.MODEL)), 1)) {
            assertThat(model.contents(GraphTables.read(generation), null).valueArray())
                    .containsExactly(VectorSpace.read(generation, DeepMatch.SPACE).vectors().valueArray());
        }
        assertThat(told.outcomes).doesNotContain("the one that is there still fits");

        assertThat(build(SHORT, told).files()).isEqualTo(manifest.files());
        assertThat(told.outcomes).contains("the one that is there still fits");

        TrainingOptions again = new TrainingOptions(false, true, false, 2, true, 1, null);
        assertThat(build(again, Progress.NONE).files()).as("one seed gives one result").isEqualTo(manifest.files());

        WalkersGraph.goOn(graph);
        assertThat(build(SHORT, Progress.NONE).metrics()).containsEntry("deep_match.samples", 59.0);
    }

    @Test
    void whereNothingCanBeLearnedThereIsNoModel() {
        WalkersGraph.stopAtOnce(graph);
        Outcomes told = new Outcomes();
        GenerationManifest manifest = build(SHORT, told);
        assertThat(manifest.embeddings()).doesNotContainKey("space.deep_match");
        assertThat(told.outcomes).contains("no user engaged with one content after another");
    }

    private GenerationManifest build(TrainingOptions training, Progress progress) {
        return WalkersGraph.build(graph, store(), new DeepMatchStage(training, folder), progress);
    }

    private GenerationStore store() {
        return new GenerationStore(folder.resolve("generations"));
    }
}
