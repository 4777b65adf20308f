package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.gnn.gcn.GcnEmbeddings;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

@ExtendWith(RunningGraph.class)
class GcnStageIT {

    private static final TrainingOptions SHORT = TrainingOptions.DEFAULT.withEpochs(2);

    private final TestGraph graph;

    @TempDir
    private Path folder;

    GcnStageIT(GraphAddress address) {
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
    void aBuildLearnsFromTheGraphOnceAndHasVectorsOfContentsAndUsers() {
        Outcomes told = new Outcomes();
        GenerationManifest manifest = build(told);
        assertThat(manifest.embeddings().get("space.gcn"))
                .isEqualTo(new GenerationManifest.Embedding(EmbeddingTable.Metric.COSINE, 64));
        assertThat(manifest.metrics()).containsEntry("gcn.epochs", 2.0).containsKeys(
                "gcn.samples", "gcn.best_epoch", "gcn.loss", "gcn.validation");
        assertThat(manifest.settings()).containsKey(Gcn.SPACE);
        try (Generation generation = store().open(manifest.id())) {
            assertThat(GcnEmbeddings.read(generation)).isNotNull().satisfies(vectors -> {
                assertThat(vectors.trigger(3)).hasSize(64);
                assertThat(vectors.user("u5")).hasSize(64);
            });
        }
        assertThat(told.outcomes).doesNotContain("the one that is there still fits");

        assertThat(build(told).files()).isEqualTo(manifest.files());
        assertThat(told.outcomes).contains("the one that is there still fits");

        WalkersGraph.goOn(graph);
        Outcomes more = new Outcomes();
        build(more);
        assertThat(more.outcomes).as("there is more to learn").doesNotContain("the one that is there still fits");
    }

    @Test
    void whereNothingCanBeLearnedThereIsNoSpaceAndTheReasonIsTold() {
        WalkersGraph.stopAtOnce(graph);
        Outcomes told = new Outcomes();
        GenerationManifest manifest = build(told);
        assertThat(manifest.embeddings()).doesNotContainKey("space.gcn");
        assertThat(told.outcomes).contains("no user engaged with one content after another");
        try (Generation generation = store().open(manifest.id())) {
            assertThat(GcnEmbeddings.read(generation)).isNull();
        }
    }

    private GenerationManifest build(Progress progress) {
        return WalkersGraph.build(graph, store(), new GcnStage(SHORT, folder), progress);
    }

    private GenerationStore store() {
        return new GenerationStore(folder.resolve("generations"));
    }
}
