package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.personalised.Personalised;
import io.graphrecall.gnn.training.BehaviourModel;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;

@ExtendWith(RunningGraph.class)
class BehaviourStageIT {

    private static final TrainingOptions SHORT = TrainingOptions.DEFAULT.withEpochs(2);

    private final TestGraph graph;

    @TempDir
    private Path folder;

    BehaviourStageIT(GraphAddress address) {
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

    /** A stage, and what it is to make. */
    private enum Learned {
        DEEP_MATCH(DeepMatch.SPACE, DeepMatch.MODEL, EmbeddingTable.Metric.INNER_PRODUCT, 128,
                in -> DeepMatch.read(in, 1),
                DeepMatchStage::new),
        PERSONALISED(Personalised.SPACE, Personalised.MODEL, EmbeddingTable.Metric.COSINE, 64, Personalised::read,
                PersonalisedStage::new);

        private final String space;
        private final String array;
        private final EmbeddingTable.Metric metric;
        private final int width;
        private final Function<InputStream, BehaviourModel> reader;
        private final BiFunction<TrainingOptions, Path, VectorSource> stage;

        Learned(
                String space, String array, EmbeddingTable.Metric metric, int width,
                Function<InputStream, BehaviourModel> reader,
                BiFunction<TrainingOptions, Path, VectorSource> stage) {
            this.space = space;
            this.array = array;
            this.metric = metric;
            this.width = width;
            this.reader = reader;
            this.stage = stage;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBuildLearnsFromBehaviourOnceAndHasModelAndVectorsSideBySide(Learned learned) {
        Outcomes told = new Outcomes();
        GenerationManifest manifest = build(learned, SHORT, told);
        assertThat(manifest.embeddings().get("space." + learned.space))
                .isEqualTo(new GenerationManifest.Embedding(learned.metric, learned.width));
        assertThat(manifest.metrics()).containsEntry(learned.space + ".epochs", 2.0)
                .containsEntry(learned.space + ".samples", 58.0)
                .containsKeys(learned.space + ".loss", learned.space + ".validation");
        assertThat(manifest.settings()).containsKey(learned.space);
        try (Generation generation = store().open(manifest.id());
                BehaviourModel model = learned.reader.apply(
                        new ByteArrayInputStream(generation.bytes(learned.array)))) {
            assertThat(model.contents(GraphTables.read(generation), null).valueArray())
                    .containsExactly(VectorSpace.read(generation, learned.space).vectors().valueArray());
        }
        assertThat(told.outcomes).doesNotContain("the one that is there still fits");

        assertThat(build(learned, SHORT, told).files()).isEqualTo(manifest.files());
        assertThat(told.outcomes).contains("the one that is there still fits");

        TrainingOptions again = new TrainingOptions(SHORT.models(), 2, true, 1, null);
        assertThat(build(learned, again, Progress.NONE).files()).as("one seed gives one result")
                .isEqualTo(manifest.files());

        WalkersGraph.goOn(graph);
        assertThat(build(learned, SHORT, Progress.NONE).metrics()).containsEntry(learned.space + ".samples", 59.0);
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingCanBeLearnedThereIsNoModel(Learned learned) {
        WalkersGraph.stopAtOnce(graph);
        Outcomes told = new Outcomes();
        GenerationManifest manifest = build(learned, SHORT, told);
        assertThat(manifest.embeddings()).doesNotContainKey("space." + learned.space);
        assertThat(told.outcomes).contains("no user engaged with one content after another");
    }

    private GenerationManifest build(Learned learned, TrainingOptions training, Progress progress) {
        return WalkersGraph.build(graph, store(), learned.stage.apply(training, folder), progress);
    }

    private GenerationStore store() {
        return new GenerationStore(folder.resolve("generations"));
    }
}
