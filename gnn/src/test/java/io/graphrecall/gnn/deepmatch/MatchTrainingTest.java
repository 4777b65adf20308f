package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
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
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

class MatchTrainingTest {

    private static final MatchParameters SMALL = new MatchParameters(
            new MatchParameters.Model(
                    MatchVariant.BASE, 16, 8, 0.1f, 0.02f, new MatchParameters.Encoder(1, 2, 0.7, 3), true, 0.1f, true,
                    true,
                    true),
            new MatchParameters.Objective(10_000, 1_000, 16, 0.1f, true),
            new TrainingSchedule(12, 32, 1e-2f, 0, 0.2, 12, 1));
    private static final TrainingData TOWN = ToyGraph.data(150, 1);
    /** For tests that compare models or vectors, and need no model that learned much. */
    private static final TrainingData FEW = ToyGraph.data(30, 1);

    private static DeepMatch trained;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        trained = new MatchTraining(SMALL, 1, ComputeDevice.CPU).train(TOWN, null, Progress.NONE);
    }

    @AfterAll
    static void close() {
        trained.close();
    }

    @Test
    void recommendsTheNextShopOfTheStreet() {
        List<TrainingReport.Epoch> epochs = trained.metadata().epochs();
        assertThat(epochs.getLast().loss()).isLessThan(0.6 * epochs.getFirst().loss());
        assertThat(hitRate(trained)).isGreaterThan(0.8);
    }

    @Test
    void idsSufficeWhereContentsHaveNoFeatures() {
        TrainingData bare = ToyGraph.withoutFeatures(TOWN.behaviour());
        assertThat(FeatureVocabulary.of(bare.tables(), new BitSet(), new BitSet()).features().size()).isZero();
        try (DeepMatch model = new MatchTraining(SMALL, 1, ComputeDevice.CPU).train(bare, null, Progress.NONE)) {
            assertThat(hitRate(model, bare.tables())).isGreaterThan(0.8);
        }
        MatchParameters session = MatchConfiguration.SESSION.parameters();
        try (DeepMatch model = new MatchTraining(session.withSchedule(session.schedule().withMaxEpochs(1)), 1,
                ComputeDevice.CPU).train(bare, null, Progress.NONE)) {
            assertThat(model.contents(bare.tables(), null).rows()).isEqualTo(ToyGraph.STREETS * ToyGraph.SHOPS);
        }
    }

    @Test
    void sampledSoftmaxLearnsTheSame() {
        MatchParameters sampled = SMALL.withObjective(new MatchParameters.Objective(200_000, 10, 4096, 0.1f, true));
        MatchTraining training = new MatchTraining(sampled, 1, ComputeDevice.CPU);
        try (DeepMatch model = training.train(TOWN, null, Progress.NONE)) {
            assertThat(hitRate(model)).isGreaterThan(0.8);
            FeatureVocabulary none = new FeatureVocabulary(NodeIndex.EMPTY, NodeIndex.EMPTY);
            assertThat(trained.weightsFor(none).values()).containsKey(ElementEncoder.SMOOTHED_IDS);
            assertThat(model.weightsFor(none).values()).as("one copy of the ids")
                    .doesNotContainKey(ElementEncoder.SMOOTHED_IDS);
            assertThat(training.isUpToDate(model, TOWN)).isTrue();
            assertThat(training.startingFrom(model, TOWN, 1)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FILTERED")
    void everyVariantLearnsFromAllSequences(MatchVariant variant) {
        MatchParameters parameters = SMALL.withModel(SMALL.model().withVariant(variant))
                .withSchedule(SMALL.schedule().withMaxEpochs(2));
        try (DeepMatch model = new MatchTraining(parameters, 1, ComputeDevice.CPU).train(TOWN, null, Progress.NONE)) {
            assertThat(model.metadata().kinds()).containsExactlyInAnyOrder(SequenceKind.values());
            assertThat(model.metadata().epochs().getLast().loss())
                    .isLessThan(model.metadata().epochs().getFirst().loss());
            ElementVectors elements = model.elements(TOWN.tables());
            UserSequences.Step search = step(elements, SequenceKind.QUERY, 2, Action.SEARCH);
            UserSequences.Step click = step(elements, SequenceKind.CONTENT, ToyGraph.shop(2, 3), Action.CLICK);
            float[][] users = model.users(List.of(
                    new UserSequences(Map.of(SequenceKind.QUERY, List.of(search))),
                    new UserSequences(
                            Map.of(SequenceKind.QUERY, List.of(search), SequenceKind.CONTENT, List.of(click))),
                    new UserSequences(Map.of())));
            assertThat(users[0]).isNotEqualTo(users[1]);
            assertThat(users[2]).usingComparatorWithPrecision(0f).containsExactly(withoutBehaviour(parameters));
            assertThat(model.users(List.of(new UserSequences(Map.of(SequenceKind.QUERY, List.of(search)))))[0])
                    .as("independent of other users of the batch").usingComparatorWithPrecision(1e-5f)
                    .containsExactly(users[0]);
        }
    }

    /** Zeros, and 1 for popularity if scores depend on it. */
    private static float[] withoutBehaviour(MatchParameters parameters) {
        int width = parameters.model().width();
        float[] vector = new float[parameters.model().popularity() ? width + 1 : width];
        Arrays.fill(vector, width, vector.length, 1);
        return vector;
    }

    /** Sequences with and without a session, an age or a dwell time; of all lengths up to more than the model reads. */
    private static List<UserSequences> users(ElementVectors elements) {
        Random random = new Random(3);
        List<UserSequences> users = new ArrayList<>();
        for (int length = 0; length < 12; length++) {
            Map<SequenceKind, List<UserSequences.Step>> steps = new EnumMap<>(SequenceKind.class);
            for (int i = 0; i < length; i++) {
                boolean search = random.nextBoolean();
                UserSequences.Step step = search
                        ? step(elements, SequenceKind.QUERY, random.nextInt(4), Action.SEARCH)
                        : step(elements, SequenceKind.CONTENT, random.nextInt(10), Action.CLICK);
                steps.computeIfAbsent(search ? SequenceKind.QUERY : SequenceKind.CONTENT, none -> new ArrayList<>())
                        .add(new UserSequences.Step(
                                step.element(), step.action(), (length - i) * 400_000L,
                                random.nextInt(3) * 20_000L - 1));
            }
            users.add(new UserSequences(steps));
        }
        return users;
    }

    @ParameterizedTest
    @EnumSource(names = {"BASE", "CATE", "QUERY", "MASK"})
    void theTowerInPlainJavaGivesTheVectorsOfTraining(MatchVariant variant) {
        for (MatchParameters.Encoder encoder : List.of(MatchParameters.Encoder.NONE, MatchParameters.Encoder.DEFAULT)) {
            MatchParameters parameters = SMALL.withModel(SMALL.model().withVariant(variant).withEncoder(encoder))
                    .withSchedule(SMALL.schedule().withMaxEpochs(1));
            try (DeepMatch model = new MatchTraining(parameters, 1, ComputeDevice.CPU).train(FEW, null,
                    Progress.NONE)) {
                UserTower tower = model.userTower();
                assertThat(model.users(FEW, new int[] {0, 1, 2})).hasSize(3).doesNotHaveDuplicates()
                        .allMatch(vector -> vector.length == withoutBehaviour(parameters).length);
                List<UserSequences> users = users(model.elements(FEW.tables()));
                float[][] expected = model.users(users);
                for (int user = 0; user < users.size(); user++) {
                    assertThat(tower.vector(users.get(user))).as("user %d, %s", user, encoder)
                            .usingComparatorWithPrecision(1e-4f).containsExactly(expected[user]);
                }
            }
        }
    }

    @Test
    void theVectorDependsOnTheClockOnlyWhereTimesAreReal() {
        MatchParameters parameters = SMALL.withModel(SMALL.model().withVariant(MatchVariant.QUERY))
                .withSchedule(SMALL.schedule().withMaxEpochs(1));
        for (boolean timed : List.of(true, false)) {
            TrainingData data = new TrainingData(FEW.behaviour(), timed, FEW.tables(), null, null);
            try (DeepMatch model = new MatchTraining(parameters, 1, ComputeDevice.CPU).train(data, null,
                    Progress.NONE)) {
                ElementVectors elements = model.elements(FEW.tables());
                UserSequences.Step step = step(elements, SequenceKind.CONTENT, 3, Action.CLICK);
                float[] inSession = model.userTower().vector(aged(step, Buckets.SESSION_MS - 1));
                float[] after = model.userTower().vector(aged(step, Buckets.SESSION_MS));
                assertThat(Arrays.equals(inSession, after)).isEqualTo(!timed);
            }
        }
    }

    private static UserSequences aged(UserSequences.Step step, long ageMs) {
        return new UserSequences(Map.of(SequenceKind.CONTENT, List.of(
                new UserSequences.Step(step.element(), step.action(), ageMs, step.dwellMs()))));
    }

    @Test
    void theFilteredVariantDropsTargetsWithoutSharedFeatures() {
        Behaviour behaviour = new Behaviour.Builder().user("u")
                .event(Action.CLICK, ToyGraph.shop(0, 0), 1, -1, -1, -1)
                .event(Action.CLICK, ToyGraph.shop(1, 0), 2, -1, -1, -1)
                .event(Action.CLICK, ToyGraph.shop(1, 1), 3, -1, -1, -1).build();
        MatchParameters one = SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1));
        for (MatchVariant variant : List.of(MatchVariant.BASE, MatchVariant.FILTERED)) {
            try (DeepMatch model = new MatchTraining(one.withModel(one.model().withVariant(variant)), 1,
                    ComputeDevice.CPU)
                    .train(ToyGraph.data(behaviour), null, Progress.NONE)) {
                assertThat(model.metadata().samples() + model.metadata().validationSamples())
                        .isEqualTo(variant == MatchVariant.BASE ? 2 : 1);
            }
        }
    }

    @Test
    void aResumedTrainingEqualsAnUninterruptedOne() {
        MatchTraining training = new MatchTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(2)), 5,
                ComputeDevice.CPU);
        Path checkpoint = folder.resolve("checkpoint.npz");
        assertThatThrownBy(() -> training.train(FEW, checkpoint, new InterruptAfter(1)))
                .isInstanceOfSatisfying(RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
        try (DeepMatch uninterrupted = training.train(FEW, null, Progress.NONE);
                DeepMatch resumed = training.train(FEW, checkpoint, Progress.NONE)) {
            assertThat(resumed.metadata()).isEqualTo(uninterrupted.metadata());
            assertThat(resumed.contents(FEW.tables(), null).valueArray())
                    .containsExactly(uninterrupted.contents(FEW.tables(), null).valueArray());
        }
    }

    @Test
    void aWarmStartKnowsInOneEpochWhatTheEarlierModelLearned() throws IOException {
        MatchTraining training = new MatchTraining(SMALL, 1, ComputeDevice.CPU);
        Path file = folder.resolve("model.npz");
        trained.write(file);
        TrainingData more = ToyGraph.data(170, 1);
        try (DeepMatch earlier = DeepMatch.read(new ByteArrayInputStream(Files.readAllBytes(file)), 1)) {
            ModelTraining<TrainingData, DeepMatch> warm = training.startingFrom(earlier, more, 1).orElseThrow();
            assertThat(warm.isUpToDate(earlier, more)).isFalse();
            try (DeepMatch next = warm.train(more, null, Progress.NONE);
                    DeepMatch random = new MatchTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 1,
                            ComputeDevice.CPU)
                            .train(more, null, Progress.NONE)) {
                assertThat(next.metadata().epochs()).hasSize(1);
                assertThat(next.metadata().warmStarts()).isEqualTo(1);
                assertThat(hitRate(next)).isGreaterThan(0.8).isGreaterThan(hitRate(random) + 0.3);
                assertThat(warm.isUpToDate(next, more)).isTrue();
                assertThat(training.isUpToDate(next, more)).isFalse();
            }
            assertThat(new MatchTraining(SMALL, 2, ComputeDevice.CPU).startingFrom(earlier, more, 1))
                    .as("other held-out users").isEmpty();
            assertThat(new MatchTraining(SMALL.withModel(SMALL.model().withWidth(8)), 1, ComputeDevice.CPU)
                    .startingFrom(earlier, more, 1)).isEmpty();
        }
    }

    @Test
    void aModelReadFromItsFileIsTheSame() throws IOException {
        MatchTraining training = new MatchTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 5,
                ComputeDevice.CPU);
        try (DeepMatch model = training.train(FEW, null, Progress.NONE)) {
            Path file = folder.resolve("model.npz");
            model.write(file);
            byte[] bytes = Files.readAllBytes(file);
            try (DeepMatch read = DeepMatch.read(new ByteArrayInputStream(bytes), 1)) {
                assertThat(read.metadata()).isEqualTo(model.metadata());
                assertThat(read.contents(FEW.tables(), null).valueArray())
                        .containsExactly(model.contents(FEW.tables(), null).valueArray());
                UserSequences user = visitor(read.elements(FEW.tables()), FEW.tables(), 1, 4);
                assertThat(read.users(List.of(user))[0]).containsExactly(model.users(List.of(user))[0]);
                assertThat(training.isUpToDate(read, FEW)).isTrue();
                assertThat(training.isUpToDate(read, ToyGraph.data(30, 2))).isFalse();
            }
            byte[] truncated = Arrays.copyOf(bytes, bytes.length / 2);
            assertThatThrownBy(() -> DeepMatch.read(new ByteArrayInputStream(truncated), 1))
                    .isInstanceOf(RecallException.class);
        }
    }

    @Test
    void singleElementsAreEncodedAsInTraining() {
        GraphTables tables = TOWN.tables();
        EmbeddingTable contentVectors = EmbeddingTable.of(
                EmbeddingTable.Metric.INNER_PRODUCT, new float[][] {{1, 2, 3}, null, {0, -1, 1}});
        PrefixSamples samples = PrefixSamples.of(TOWN.behaviour(), 8, 0, 1);
        FeatureVocabulary vocabulary = FeatureVocabulary.of(
                tables, samples.trainElements(SequenceKind.CONTENT), samples.trainElements(SequenceKind.ITEM));
        ElementTable elements = ElementTable.of(SequenceKind.CONTENT, tables, vocabulary, contentVectors);
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            ElementEncoder encoder = new ElementEncoder(weights, SMALL.model(), vocabulary, 3);
            NDArray graph = IdGraphs.of(manager, TOWN, samples, vocabulary).full();
            encoder.storeIds(graph);
            assertThat(floats(weights, ElementEncoder.SMOOTHED_IDS)).isNotEqualTo(floats(weights, ElementEncoder.IDS));
            float[] together = Torch.withoutGradients(() -> encoder
                    .apply(elements.batch(manager, elements.all()), encoder.ids(graph), false).toFloatArray());
            ElementVectors single = new ElementVectors(
                    "text", tables, vocabulary, 16, floats(weights, ElementEncoder.FEATURES),
                    floats(weights, ElementEncoder.SMOOTHED_IDS), floats(weights, ElementEncoder.PROJECTION), null);
            for (int content = 0; content < 3; content++) {
                float[] contentVector = content == 1
                        ? null
                        : content == 0 ? new float[] {1, 2, 3} : new float[] {0, -1, 1};
                float[] vector = single.vector(
                        SequenceKind.CONTENT, tables.contents().key(content), tables.contentFeatures(content),
                        contentVector);
                assertThat(vector).usingComparatorWithPrecision(1e-5f)
                        .containsExactly(Arrays.copyOfRange(together, content * 16, content * 16 + 16));
            }
            float[] unseen = single.vector(SequenceKind.CONTENT, "new", tables.contentFeatures(0), null);
            assertThat(unseen).as("a new content is encoded from its features").isNotEqualTo(new float[16]);
        }
    }

    @Test
    void aSingleEngagementIsNothingToLearnFrom() {
        Behaviour behaviour = new Behaviour.Builder().user("u").event(Action.CLICK, 0, 1, -1, -1, -1).build();
        MatchTraining training = new MatchTraining(SMALL, 1, ComputeDevice.CPU);
        assertThat(training.canLearn(ToyGraph.data(behaviour))).isFalse();
        assertThatThrownBy(() -> training.train(ToyGraph.data(behaviour), null, Progress.NONE))
                .isInstanceOfSatisfying(RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.INVALID));
    }

    /** Returns HR@1 of the next shop over all shops; the shops visited are not ranked. */
    private static double hitRate(DeepMatch model) {
        return hitRate(model, TOWN.tables());
    }

    private static double hitRate(DeepMatch model, GraphTables tables) {
        ElementVectors elements = model.elements(tables);
        ExactIndex index = ExactIndex.of(model.contents(tables, null), 1);
        int found = 0;
        for (int street = 0; street < ToyGraph.STREETS; street++) {
            for (int number = 0; number < ToyGraph.SHOPS; number++) {
                float[] user = model.users(List.of(visitor(elements, tables, street, number)))[0];
                Set<Integer> seen = Set.of(ToyGraph.shop(street, number),
                        ToyGraph.shop(street, number + ToyGraph.SHOPS - 1));
                int[] best = index.search(user, 1, content -> !seen.contains(content)).ordinals();
                found += best.length > 0 && best[0] == ToyGraph.shop(street, number + 1) ? 1 : 0;
            }
        }
        return found / (double) (ToyGraph.STREETS * ToyGraph.SHOPS);
    }

    private static UserSequences visitor(
            ElementVectors elements, GraphTables tables, int street, int number) {
        List<UserSequences.Step> steps = new ArrayList<>();
        for (int step = ToyGraph.SHOPS - 1; step <= ToyGraph.SHOPS; step++) {
            steps.add(step(elements, tables, SequenceKind.CONTENT, ToyGraph.shop(street, number + step), Action.CLICK));
        }
        return new UserSequences(Map.of(SequenceKind.CONTENT, steps));
    }

    private static UserSequences.Step step(ElementVectors elements, SequenceKind kind, int ordinal, Action action) {
        return step(elements, TOWN.tables(), kind, ordinal, action);
    }

    private static UserSequences.Step step(
            ElementVectors elements, GraphTables tables, SequenceKind kind, int ordinal, Action action) {
        return new UserSequences.Step(
                kind == SequenceKind.CONTENT
                        ? elements.of(kind, tables.contents().key(ordinal), tables.contentFeatures(ordinal), null)
                        : elements.of(kind, tables.queries().key(ordinal), tables.queryFeatures(ordinal), null),
                action, 60_000, -1);
    }

    private static float[] floats(Weights weights, String name) {
        return Objects.requireNonNull(weights.all().get(name)).toFloatArray();
    }
}
