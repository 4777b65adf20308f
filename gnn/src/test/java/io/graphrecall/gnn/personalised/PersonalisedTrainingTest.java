package io.graphrecall.gnn.personalised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.ToyGraph;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.InterruptAfter;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Vectors, categories and tags of shops express the street strongly and the number weakly; but users go from one shop to
 * shops with the same number in other streets.
 */
class PersonalisedTrainingTest {

    private static final PersonalisedParameters SMALL = new PersonalisedParameters(
            new PersonalisedParameters.Model(16, 4, 0.1f, true),
            new PersonalisedParameters.Objective(10_000, 24),
            new TrainingSchedule(12, 32, 1e-2f, 0, 0.2, 12, 1));
    private static final int SHOPS = ToyGraph.STREETS * ToyGraph.SHOPS;

    /** A shop without visits. */
    private static final int NEW = ToyGraph.shop(3, ToyGraph.SHOPS - 1);

    private static final EmbeddingTable VECTORS = vectors();
    private static final TrainingData TOWN = town(200, 1);

    @TempDir
    Path folder;

    @Test
    void contentsOfTheSameUsersAreSimilarAndColdOnesToo() {
        assertThat(sameNumber(VECTORS, 0)).as("input vectors").isLessThan(0.1);
        Personalised model = new PersonalisedTraining(SMALL, 1, ComputeDevice.CPU).train(TOWN, null, Progress.NONE);
        List<TrainingReport.Epoch> epochs = model.metadata().epochs();
        assertThat(epochs.getLast().loss()).isLessThan(0.8 * epochs.getFirst().loss());
        EmbeddingTable vectors = model.contents(TOWN.tables(), VECTORS);
        assertThat(sameNumber(vectors, 0)).isGreaterThan(0.9);
        assertThat(sameNumber(vectors, NEW)).isEqualTo(1);
        assertThat(model.vectors(TOWN.tables()).vector(TOWN.tables().contentFeatures(NEW), null))
                .as("without input vector").isNotEqualTo(vectors.vectorOf(NEW)).doesNotContain(0);
    }

    @Test
    void aModelTrainsWithoutGateAndVectors() {
        PersonalisedParameters bare = SMALL.withModel(SMALL.model().withGate(false))
                .withSchedule(SMALL.schedule().withMaxEpochs(2));
        TrainingData withoutVectors = new TrainingData(TOWN.behaviour(), true, TOWN.tables(), null, null);
        Personalised model = new PersonalisedTraining(bare, 1, ComputeDevice.CPU).train(withoutVectors, null,
                Progress.NONE);
        assertThat(model.metadata().space()).isNull();
        assertThat(model.contents(TOWN.tables(), null).rows()).isEqualTo(SHOPS);
    }

    @Test
    void aResumedTrainingGivesTheSameModel() {
        PersonalisedTraining training = new PersonalisedTraining(
                SMALL.withSchedule(SMALL.schedule().withMaxEpochs(4)), 5, ComputeDevice.CPU);
        Path checkpoint = folder.resolve("checkpoint.npz");
        assertThatThrownBy(() -> training.train(TOWN, checkpoint, new InterruptAfter(2)))
                .isInstanceOfSatisfying(
                        RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
        Personalised one = training.train(TOWN, null, Progress.NONE);
        Personalised other = training.train(TOWN, checkpoint, Progress.NONE);
        assertThat(other.metadata()).isEqualTo(one.metadata());
        assertThat(other.contents(TOWN.tables(), VECTORS))
                .isEqualTo(one.contents(TOWN.tables(), VECTORS));
    }

    @Test
    void aWarmStartKnowsInOneEpochWhatTheEarlierModelLearned() throws IOException {
        PersonalisedTraining training = new PersonalisedTraining(SMALL, 1, ComputeDevice.CPU);
        Path file = folder.resolve("model.npz");
        training.train(TOWN, null, Progress.NONE).write(file);
        Personalised earlier = Personalised.read(new ByteArrayInputStream(Files.readAllBytes(file)));
        TrainingData more = town(220, 1);
        ModelTraining<TrainingData, Personalised> warm = training.startingFrom(earlier, more, 1).orElseThrow();
        Personalised next = warm.train(more, null, Progress.NONE);
        Personalised random = new PersonalisedTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 1,
                ComputeDevice.CPU)
                .train(more, null, Progress.NONE);
        assertThat(next.metadata().warmStarts()).isEqualTo(1);
        assertThat(next.metadata().epochs().getFirst().loss())
                .isLessThan(0.9 * random.metadata().epochs().getFirst().loss());
        assertThat(sameNumber(next.contents(more.tables(), VECTORS), 0)).isGreaterThan(0.9);
        assertThat(warm.isUpToDate(next, more)).isTrue();
        assertThat(new PersonalisedTraining(SMALL, 2, ComputeDevice.CPU).startingFrom(earlier, more, 1))
                .as("other held-out users")
                .isEmpty();
        float[][] others = new float[SHOPS][];
        Arrays.setAll(others, shop -> new float[] {shop, 1, 2, 3});
        TrainingData recoded = new TrainingData(more.behaviour(), true, more.tables(), more.space(),
                EmbeddingTable.of(EmbeddingTable.Metric.COSINE, others));
        assertThat(training.startingFrom(earlier, recoded, 1)).as("vectors of another encoder").isEmpty();
        TrainingData without = new TrainingData(more.behaviour(), true, more.tables(), null, null);
        assertThat(training.startingFrom(earlier, without, 1)).as("no vectors").isEmpty();
    }

    @Test
    void aModelIsTheSameAfterWritingAndReading() throws IOException {
        PersonalisedTraining training = new PersonalisedTraining(
                SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 5, ComputeDevice.CPU);
        Personalised model = training.train(TOWN, null, Progress.NONE);
        Path file = folder.resolve("model.npz");
        model.write(file);
        byte[] bytes = Files.readAllBytes(file);
        Personalised read = Personalised.read(new ByteArrayInputStream(bytes));
        assertThat(read.metadata()).isEqualTo(model.metadata());
        assertThat(read.contents(TOWN.tables(), VECTORS))
                .isEqualTo(model.contents(TOWN.tables(), VECTORS));
        assertThat(training.isUpToDate(read, TOWN)).isTrue();
        assertThat(training.isUpToDate(read, town(200, 2))).isFalse();
        byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> Personalised.read(new ByteArrayInputStream(cut))).isInstanceOf(RecallException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plainVectorsEqualTheTensorsOfTraining(boolean gate) {
        PersonalisedParameters.Model parameters = SMALL.model().withGate(gate);
        FeatureVocabulary vocabulary = FeatureVocabulary.of(TOWN.tables(), new BitSet(), new BitSet());
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            PersonalisedModel model = new PersonalisedModel(
                    weights, parameters, vocabulary.features().size(), VECTORS.dimensions());
            ContentInputs inputs = ContentInputs.of(TOWN.tables(), vocabulary, VECTORS);
            int[] all = IntStream.range(0, SHOPS).toArray();
            NDArray tensors = Torch.withoutGradients(() -> model.gate().apply(inputs.batch(manager, all), false));
            PersonalisedVectors single = new PersonalisedVectors(
                    GateWeights.of(weights.parameters()), new FeatureWeights(TOWN.tables(), vocabulary), "vectors");
            EmbeddingTable plain = EmbeddingTable.of(
                    EmbeddingTable.Metric.COSINE,
                    Arrays.stream(all).mapToObj(shop -> single.vector(
                            TOWN.tables().contentFeatures(shop), VECTORS.vectorOf(shop)))
                            .toArray(float[][]::new));
            assertThat(plain.valueArray()).usingComparatorWithPrecision(1e-5f).containsExactly(tensors.toFloatArray());
        }
    }

    @Test
    void aValidationKeepsNothingButTheVectorsOfContents() {
        PrefixSamples samples = PrefixSamples.of(TOWN.behaviour(), 4, 0.2, 1);
        FeatureVocabulary vocabulary = FeatureVocabulary.of(TOWN.tables(), new BitSet(), new BitSet());
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            PersonalisedModel model = new PersonalisedModel(
                    weights, SMALL.model(), vocabulary.features().size(), VECTORS.dimensions());
            ContentInputs inputs = ContentInputs.of(TOWN.tables(), vocabulary, VECTORS);
            ValidationRanking ranking = new ValidationRanking(model, inputs, samples, samples.validationTargets());
            try (NDManager scope = manager.newSubManager()) {
                assertThat(Torch.withoutGradients(() -> ranking.scores(scope))).isNotEmpty();
                assertThat(scope.getManagedArrays().stream().map(NDArray::getShape).distinct())
                        .isSubsetOf(new Shape(SHOPS, 16), new Shape(16, SHOPS));
            }
        }
    }

    @Test
    void rejectsBehaviourWithoutSequences() {
        Behaviour behaviour = new Behaviour.Builder().user("a").event(Action.CLICK, 1, 1, -1, -1, -1)
                .user("b").event(Action.SKIP, 1, 1, -1, -1, -1).event(Action.CLICK, 2, 2, -1, -1, -1).build();
        TrainingData data = new TrainingData(behaviour, true, ToyGraph.tables(behaviour), null, null);
        PersonalisedTraining training = new PersonalisedTraining(SMALL, 1, ComputeDevice.CPU);
        assertThat(training.canLearn(data)).isFalse();
        assertThatThrownBy(() -> training.train(data, null, Progress.NONE)).isInstanceOf(RecallException.class)
                .hasMessageContaining(ModelTraining.NOTHING_TO_LEARN);
    }

    /** Users visit shops of one number. */
    private static TrainingData town(int users, long seed) {
        Random random = new Random(seed);
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < users; user++) {
            behaviour.user("user%03d".formatted(user));
            int number = random.nextInt(ToyGraph.SHOPS);
            int street = random.nextInt(ToyGraph.STREETS);
            for (int step = 0; step < 3; step++) {
                int shop = ToyGraph.shop((street + step) % ToyGraph.STREETS, number);
                if (shop != NEW) {
                    behaviour.event(Action.CLICK, shop, step, -1, -1, -1);
                }
            }
        }
        Behaviour all = behaviour.build();
        return new TrainingData(all, true, ToyGraph.tables(all), "vectors", VECTORS);
    }

    private static EmbeddingTable vectors() {
        float[][] vectors = new float[SHOPS][ToyGraph.STREETS + ToyGraph.SHOPS];
        for (int shop = 0; shop < SHOPS; shop++) {
            vectors[shop][shop / ToyGraph.SHOPS] = 1;
            vectors[shop][ToyGraph.STREETS + shop % ToyGraph.SHOPS] = 0.5f;
        }
        return EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
    }

    /** Share of the nearest shops that have the same number. */
    private static double sameNumber(EmbeddingTable vectors, int from) {
        ExactIndex index = ExactIndex.of(vectors, 1);
        return IntStream.range(from, from == 0 ? SHOPS : from + 1).flatMap(shop -> Arrays.stream(
                index.search(vectors.vector(shop), ToyGraph.STREETS - 1, other -> other != shop).ordinals())
                .map(other -> other % ToyGraph.SHOPS == shop % ToyGraph.SHOPS ? 1 : 0)).average().orElse(0);
    }
}
