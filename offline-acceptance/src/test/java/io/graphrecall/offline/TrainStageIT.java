package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.testing.Discs;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.generation.EmbeddingTable.Metric;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationManifest.Embedding;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.DeepMatchStep;
import io.graphrecall.gnn.gcn.GcnEmbeddings;
import io.graphrecall.gnn.gcn.GcnStep;
import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.gnn.multimodal.MultimodalStep;
import io.graphrecall.gnn.personalised.Personalised;
import io.graphrecall.gnn.personalised.PersonalisedStep;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.BehaviourModel;
import io.graphrecall.gnn.training.ModelStep;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingStep;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

@ExtendWith(RunningGraph.class)
class TrainStageIT {

    private final TestGraph graph;

    @TempDir
    private Path home;

    TrainStageIT(GraphAddress address) {
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

    /** A step that learns from behaviour, with the embedding space that it is expected to make. */
    private enum Algorithm {
        DEEP_MATCH(new DeepMatchStep(), Metric.INNER_PRODUCT, 128),
        PERSONALISED(new PersonalisedStep(), Metric.COSINE, 64),
        GCN(new GcnStep(), Metric.COSINE, 64);

        private final TrainingStep step;
        private final Embedding embedding;

        Algorithm(TrainingStep step, Metric metric, int width) {
            this.step = step;
            embedding = new Embedding(metric, width);
        }

        String space() {
            return step.name();
        }

        TrainingOptions options() {
            return TrainingOptions.DEFAULT.withSteps(List.of(step)).withEpochs(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainsAModelOnceUntilTheGraphChanges(Algorithm algorithm) {
        TaskOutcomes first = new TaskOutcomes();
        GenerationManifest manifest = build(algorithm.options(), first);
        String space = algorithm.space();
        assertThat(manifest.embeddings().get("space." + space)).isEqualTo(algorithm.embedding);
        assertThat(manifest.metrics()).containsEntry(space + ".epochs", 2.0).containsEntry(space + ".samples", 58.0)
                .containsKeys(space + ".best_epoch", space + ".loss", space + ".validation");
        assertThat(manifest.settings()).containsKey(space);
        assertThat(first.list()).doesNotContain(TrainingStep.UP_TO_DATE);

        TaskOutcomes second = new TaskOutcomes();
        assertThat(build(algorithm.options(), second).files()).isEqualTo(manifest.files());
        assertThat(second.list()).contains(TrainingStep.UP_TO_DATE);

        WalkersGraph.addStep(graph);
        TaskOutcomes third = new TaskOutcomes();
        assertThat(build(algorithm.options(), third).metrics()).containsEntry(space + ".samples", 59.0);
        assertThat(third.list()).doesNotContain(TrainingStep.UP_TO_DATE);
    }

    @ParameterizedTest
    @EnumSource
    void aWarmStartTrainsTheEarlierModelForOneEpoch(Algorithm algorithm) {
        String count = algorithm.space() + ".warm_starts";
        TrainingOptions warm = TrainingOptions.DEFAULT.withSteps(List.of(algorithm.step))
                .withPolicy(TrainingContext.Policy.WARM_START);
        assertThat(build(algorithm.options(), Progress.NONE).metrics()).containsEntry(count, 0.0);
        TaskOutcomes unchanged = new TaskOutcomes();
        assertThat(build(algorithm.options().withPolicy(TrainingContext.Policy.WARM_START), unchanged).metrics())
                .containsEntry(count, 0.0);
        assertThat(unchanged.list()).contains(TrainingStep.UP_TO_DATE);

        WalkersGraph.addStep(graph);
        TaskOutcomes first = new TaskOutcomes();
        GenerationManifest manifest = build(warm, first);
        assertThat(manifest.metrics()).containsEntry(count, 1.0).containsEntry(algorithm.space() + ".epochs", 1.0);
        assertThat(first.list()).doesNotContain(TrainingStep.UP_TO_DATE);
        TaskOutcomes second = new TaskOutcomes();
        assertThat(build(warm, second).files()).isEqualTo(manifest.files());
        assertThat(second.list()).contains(TrainingStep.UP_TO_DATE);

        TaskOutcomes otherSeed = new TaskOutcomes();
        assertThat(build(warm.withEpochs(1), EnumSet.of(Stage.TRAIN, Stage.TABLES), 8, otherSeed).metrics())
                .containsEntry(count, 0.0);
        assertThat(otherSeed.list()).contains(ModelStep.OTHER_PARAMETERS);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEEP_MATCH", "PERSONALISED"})
    void retrainingWithTheSameSeedGivesTheSameFiles(Algorithm algorithm) {
        GenerationManifest manifest = build(algorithm.options(), Progress.NONE);
        TrainingOptions retrain = new TrainingOptions(List.of(algorithm.step), 2, TrainingContext.Policy.RETRAIN,
                ComputeDevice.CPU, 1,
                null);
        TaskOutcomes outcomes = new TaskOutcomes();
        assertThat(build(retrain, outcomes).files()).isEqualTo(manifest.files());
        assertThat(outcomes.list()).doesNotContain(TrainingStep.UP_TO_DATE);
    }

    @ParameterizedTest
    @EnumSource
    void reportsAModelThatCannotBeReadAndTrainsANewOne(Algorithm algorithm) throws IOException {
        Path model = home.resolve("models").resolve(algorithm.space() + ".npz");
        Files.createDirectories(model.getParent());
        Files.writeString(model, "of another version");
        TaskOutcomes outcomes = new TaskOutcomes();
        assertThat(build(algorithm.options(), outcomes).embeddings()).containsKey("space." + algorithm.space());
        assertThat(outcomes.list()).filteredOn(outcome -> outcome.startsWith("not used: ")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheStageTrainABuildUsesTheModelOfAnEarlierBuild(Algorithm algorithm) {
        assertThat(build(algorithm.options(), EnumSet.of(Stage.TABLES), Progress.NONE).embeddings())
                .doesNotContainKey("space." + algorithm.space());
        GenerationManifest trained = build(algorithm.options(), Progress.NONE);
        TaskOutcomes outcomes = new TaskOutcomes();
        assertThat(build(algorithm.options(), EnumSet.of(Stage.TABLES), outcomes).files()).isEqualTo(trained.files());
        assertThat(outcomes.list()).doesNotContain(TrainingStep.UP_TO_DATE);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTrainingDataThereIsNoModel(Algorithm algorithm) {
        WalkersGraph.keepFirstSteps(graph);
        TaskOutcomes outcomes = new TaskOutcomes();
        GenerationManifest manifest = build(algorithm.options(), outcomes);
        assertThat(manifest.embeddings()).doesNotContainKey("space." + algorithm.space());
        assertThat(outcomes.list()).contains(ModelTraining.NOTHING_TO_LEARN);
    }

    @Test
    void suppliedSpacesReplaceThoseOfTheEncoders() throws IOException {
        Files.createDirectories(home.resolve("media"));
        Discs.picture(home.resolve("media/cover.png"), true, 1);
        graph.run("MATCH (c:Content) SET c.media_cover = 'cover.png', c.media_folder = $folder"
                .replace("$folder", "'" + home.resolve("media") + "'"));
        BuildOptions options = BuildOptions.DEFAULT.withTables(WalkersGraph.TABLES)
                .withStages(EnumSet.of(Stage.TRAIN, Stage.TABLES))
                .withTraining(TrainingOptions.DEFAULT.withSteps(List.of(new MultimodalStep())).withEpochs(1));
        GenerationManifest encoded = new GenerationBuild(graph.client(), store(), home).run(options, Progress.NONE)
                .orElseThrow();
        assertThat(encoded.settings()).containsKeys(EncoderModel.SPACE, MultimodalEncoder.MULTIMODAL);

        graph.run("MATCH (c:Content) SET c.vector_visual = [2.0, 1.0, 0.0]"
                + " WITH c WHERE c.content_id = 'c3' SET c.vector_text = [1.0, 2.0]");
        TaskOutcomes outcomes = new TaskOutcomes();
        GenerationManifest supplied = new GenerationBuild(graph.client(), store(), home).run(options, outcomes)
                .orElseThrow();
        assertThat(outcomes.list())
                .contains("text by vectors of 1 of 10 contents, visual by vectors of 10 of 10 contents");
        assertThat(supplied.embeddings())
                .containsEntry("space." + EncoderModel.SPACE, new Embedding(Metric.COSINE, 2))
                .containsEntry("space." + MultimodalEncoder.VISUAL, new Embedding(Metric.COSINE, 3))
                .doesNotContainKey("space." + MultimodalEncoder.MULTIMODAL);
        assertThat(supplied.settings()).doesNotContainKeys(EncoderModel.SPACE, MultimodalEncoder.MULTIMODAL);
        try (Generation generation = store().open(supplied.id())) {
            assertThat(generation.has(MultimodalEncoder.ARRAY)).isFalse();
        }
    }

    @Test
    void aGenerationHoldsTheModelsThatEncodedItsContents() {
        GenerationManifest manifest = build(TrainingOptions.DEFAULT.withEpochs(2), Progress.NONE);
        try (Generation generation = store().open(manifest.id())) {
            try (BehaviourModel model = DeepMatch.read(stream(generation, DeepMatch.MODEL), 1)) {
                assertEncodes(model, DeepMatch.SPACE, generation);
            }
            try (BehaviourModel model = Personalised.read(stream(generation, Personalised.MODEL))) {
                assertEncodes(model, Personalised.SPACE, generation);
            }
            assertThat(GcnEmbeddings.read(generation)).isNotNull()
                    .satisfies(vectors -> assertThat(vectors.trigger(3)).hasSize(64));
        }
    }

    private static ByteArrayInputStream stream(Generation generation, String array) {
        return new ByteArrayInputStream(generation.bytes(array));
    }

    private static void assertEncodes(BehaviourModel model, String space, Generation generation) {
        assertThat(model.contents(GraphTables.read(generation), null).valueArray())
                .containsExactly(VectorSpace.read(generation, space).vectors().valueArray());
    }

    private GenerationManifest build(TrainingOptions training, Progress progress) {
        return build(training, EnumSet.of(Stage.TRAIN, Stage.TABLES), progress);
    }

    private GenerationManifest build(TrainingOptions training, EnumSet<Stage> stages, Progress progress) {
        return build(training, stages, 0, progress);
    }

    private GenerationManifest build(TrainingOptions training, EnumSet<Stage> stages, long seed, Progress progress) {
        BuildOptions options = BuildOptions.DEFAULT.withTables(WalkersGraph.TABLES).withEncoder(null)
                .withStages(stages).withSeed(seed).withTraining(training);
        return new GenerationBuild(graph.client(), store(), home).run(options, progress).orElseThrow();
    }

    private GenerationStore store() {
        return new GenerationStore(home.resolve("generations"));
    }
}
