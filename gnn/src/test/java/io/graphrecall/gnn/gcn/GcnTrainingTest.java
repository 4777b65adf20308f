package io.graphrecall.gnn.gcn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationHeader;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.sampling.ToyGraph;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.InterruptAfter;
import io.graphrecall.gnn.training.ModelTraining;
import io.graphrecall.gnn.training.TrainingReport;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.metapath.clickthrough.ClickThroughParameters;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.path.DenseSum;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.PathWalk;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.util.DoubleComparator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

class GcnTrainingTest {

    static final TableParameters TABLES = TableParameters.DEFAULT.withMetaPaths(List.of(
            MetaPathParameters.of("shared-tags", "Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.WALK),
            MetaPathParameters.of("same-users", "Content<-CLICKED-User-CLICKED->Content", Measure.WALK),
            MetaPathParameters.of("counted", "Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.COUNT)));
    private static final GcnParameters SMALL = new GcnParameters(
            16, 5, 3, 0.1f, new GcnParameters.Objective(10_000, 3, 0.2f, 1_000, 16),
            new TrainingSchedule(6, 16, 2e-2f, 0, 0.2, 6, 1));
    private static final GcnTraining.Data TOWN = data(ToyGraph.behaviour(150, 1));

    /** The engine adds in an order that depends on memory addresses. */
    private static final RecursiveComparisonConfiguration CLOSE = RecursiveComparisonConfiguration.builder()
            .withComparatorForType(new DoubleComparator(1e-3), Double.class).build();

    @TempDir
    Path folder;

    private static GcnTraining.Data data(Behaviour behaviour) {
        return new GcnTraining.Data(ToyGraph.graph(behaviour), TABLES, ToyGraph.tables(behaviour));
    }

    @Test
    void contentsThatUsersEngagedWithNextAreMostSimilar() {
        GcnParameters longer = SMALL.withSchedule(SMALL.schedule().withMaxEpochs(12));
        try (Gcn model = new GcnTraining(longer, 1, ComputeDevice.CPU).train(TOWN, null, Progress.NONE)) {
            List<TrainingReport.Epoch> epochs = model.metadata().epochs();
            assertThat(epochs.getLast().loss()).isLessThan(0.8 * epochs.getFirst().loss());
            assertThat(model.metadata().relations()).containsExactly(GraphRelations.NEXT, "same-users", "shared-tags");
            assertThat(nextShopShare(model)).isGreaterThan(0.8);
        }
    }

    @Test
    void sampledSoftmaxLearnsTheSame() {
        GcnParameters sampled = SMALL.withObjective(
                new GcnParameters.Objective(10_000, 3, 0.2f, 10, 16));
        try (Gcn model = new GcnTraining(sampled, 1, ComputeDevice.CPU).train(TOWN, null, Progress.NONE)) {
            assertThat(nextShopShare(model)).isGreaterThan(0.8);
        }
    }

    @Test
    void aResumedTrainingGivesTheSameModel() {
        GcnTraining training = new GcnTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(4)), 5,
                ComputeDevice.CPU);
        Path checkpoint = folder.resolve("checkpoint.npz");
        assertThatThrownBy(() -> training.train(TOWN, checkpoint, new InterruptAfter(2)))
                .isInstanceOfSatisfying(RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
        try (Gcn one = training.train(TOWN, null, Progress.NONE);
                Gcn other = training.train(TOWN, checkpoint, Progress.NONE)) {
            assertThat(other.metadata().epochs()).usingRecursiveFieldByFieldElementComparator(CLOSE)
                    .containsExactlyElementsOf(one.metadata().epochs());
            assertThat(other.vectors(TOWN).targets().valueArray()).usingComparatorWithPrecision(1e-3f)
                    .containsExactly(one.vectors(TOWN).targets().valueArray());
        }
    }

    @Test
    void aWarmStartKnowsInOneEpochWhatTheEarlierModelLearned() {
        GcnTraining training = new GcnTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(12)), 1,
                ComputeDevice.CPU);
        GcnTraining.Data more = data(ToyGraph.behaviour(170, 1));
        try (Gcn earlier = training.train(TOWN, null, Progress.NONE)) {
            ModelTraining<GcnTraining.Data, Gcn> warm = training.startingFrom(earlier, more, 1).orElseThrow();
            try (Gcn next = warm.train(more, null, Progress.NONE);
                    Gcn random = new GcnTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 1,
                            ComputeDevice.CPU)
                            .train(more, null, Progress.NONE)) {
                assertThat(next.metadata().warmStarts()).isEqualTo(1);
                assertThat(next.metadata().epochs().getFirst().loss())
                        .isLessThan(0.95 * random.metadata().epochs().getFirst().loss());
                assertThat(nextShopShare(next)).isGreaterThan(0.8);
                assertThat(warm.isUpToDate(next, more)).isTrue();
            }
            assertThat(new GcnTraining(SMALL, 2, ComputeDevice.CPU).startingFrom(earlier, more, 1))
                    .as("other held-out users").isEmpty();
        }
    }

    @Test
    void aModelIsTheSameAfterWritingAndReading() throws IOException {
        GcnTraining training = new GcnTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 5,
                ComputeDevice.CPU);
        ClickThroughParameters search = new ClickThroughParameters(Duration.ZERO, 0, 0.5, 1, 20, 0.3, 200);
        TableParameters fewerClicks = new TableParameters(TABLES.engagement(), TABLES.neighbours(), TABLES.similar(),
                search, TABLES.popularityHalfLife(), TABLES.spaces(), TABLES.metaPaths());
        try (Gcn model = training.train(TOWN, null, Progress.NONE)) {
            Path path = folder.resolve("model.npz");
            model.write(path);
            byte[] file = Files.readAllBytes(path);
            try (Gcn read = Gcn.read(new ByteArrayInputStream(file), ComputeDevice.CPU)) {
                assertThat(read.metadata()).isEqualTo(model.metadata());
                assertThat(read.vectors(TOWN).targets().valueArray())
                        .containsExactly(model.vectors(TOWN).targets().valueArray());
                assertThat(training.isUpToDate(read, TOWN)).isTrue();
                assertThat(training.isUpToDate(read, data(ToyGraph.behaviour(150, 2)))).isFalse();
                assertThat(training.isUpToDate(read,
                        new GcnTraining.Data(TOWN.graph(), TableParameters.DEFAULT, TOWN.tables())))
                        .isFalse();
                assertThat(training.isUpToDate(read,
                        new GcnTraining.Data(TOWN.graph(), fewerClicks, TOWN.tables())))
                        .as("other click-through").isFalse();
            }
            byte[] cut = Arrays.copyOf(file, file.length / 2);
            assertThatThrownBy(() -> Gcn.read(new ByteArrayInputStream(cut), ComputeDevice.CPU))
                    .isInstanceOf(RecallException.class);
        }
    }

    /** Nobody visited the last shop of a street, so only descriptive relations reach it, as with a new content. */
    @Test
    void aColdContentHasTheSameVectorAsANewContentWithTheSameMetadata() {
        int empty = ToyGraph.shop(2, ToyGraph.SHOPS - 1);
        Behaviour town = ToyGraph.behaviour(100, 1);
        Behaviour.Builder without = new Behaviour.Builder();
        for (int user = 0; user < town.users().size(); user++) {
            without.user(town.users().key(user));
            IntStream.range(town.start(user), town.end(user))
                    .filter(event -> town.action(event) == Action.CLICK && town.target(event) != empty)
                    .forEach(event -> without.event(
                            Action.CLICK, town.target(event), town.at(event), -1, -1, -1));
        }
        GcnTraining.Data data = data(without.build());
        Relation tags = GraphRelations.of(data.graph(), TABLES).stream()
                .filter(relation -> relation.name().equals("shared-tags")).findFirst().orElseThrow();
        DenseSum walk = new PathWalk(tags.forward()).propagateFrom(empty);
        int[] others = IntStream.range(0, walk.size())
                .filter(content -> walk.get(content) > 0 && content != empty).toArray();
        float[] chances = new float[others.length];
        IntStream.range(0, others.length).forEach(i -> chances[i] = walk.get(others[i]) / (1 - walk.get(empty)));
        Map<String, SparseVector> walks = Map.of("shared-tags", new SparseVector(others, chances));
        try (Gcn model = new GcnTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(2)), 5, ComputeDevice.CPU)
                .train(data, null, Progress.NONE)) {
            Gcn.Vectors vectors = model.vectors(data);
            assertThat(EmbeddingTable.Metric.COSINE.prepared(Objects.requireNonNull(vectors.serving().target(walks))))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(vector(vectors.targets(), empty));
            assertThat(vectors.serving().trigger(walks)).usingComparatorWithPrecision(1e-5f)
                    .containsExactly(vectors.serving().trigger(empty));
            assertThat(vectors.serving().target(Map.of())).as("without any walk").isNull();
        }
    }

    @Test
    void aUserVectorIsTheMeanOfTheEngagedTriggers() {
        Behaviour behaviour = TOWN.graph().behaviour();
        try (Gcn model = new GcnTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 5, ComputeDevice.CPU)
                .train(TOWN, null, Progress.NONE)) {
            Gcn.Vectors vectors = model.vectors(TOWN);
            float[] mean = new float[SMALL.width()];
            int[] engaged = IntStream.range(behaviour.start(0), behaviour.end(0))
                    .filter(event -> behaviour.action(event).positive()).map(behaviour::target).distinct().toArray();
            for (int content : engaged) {
                float[] trigger = Objects.requireNonNull(vectors.serving().trigger(content));
                IntStream.range(0, mean.length).forEach(d -> mean[d] += trigger[d] / engaged.length);
            }
            assertThat(vectors.serving().user(behaviour, 0)).usingComparatorWithPrecision(1e-5f).containsExactly(mean);
        }
    }

    @Test
    void aSearchIsNearTheContentsOfItsStreetEvenIfNobodySearchedBefore() {
        GcnParameters longer = SMALL.withSchedule(SMALL.schedule().withMaxEpochs(12));
        try (Gcn model = new GcnTraining(longer, 1, ComputeDevice.CPU).train(TOWN, null, Progress.NONE)) {
            Gcn.Vectors vectors = model.vectors(TOWN);
            QueryEmbeddings queries = Objects.requireNonNull(vectors.serving().queries());
            for (int street = 0; street < ToyGraph.STREETS; street++) {
                FeatureArrays named = new FeatureArrays(Map.of(
                        FeatureSpace.TAG, new SparseVector(new int[] {street}, new float[] {1})));
                assertThat(streetShare(vectors, queries.vector(street, FeatureArrays.EMPTY, TOWN.tables()), street))
                        .as("known").isGreaterThanOrEqualTo(0.6);
                assertThat(streetShare(vectors, queries.vector(-1, named, TOWN.tables()), street))
                        .as("new").isGreaterThanOrEqualTo(0.6);
            }
            assertThat(queries.vector(-1, FeatureArrays.EMPTY, TOWN.tables())).isNull();
        }
    }

    /** As in training, such features take a share of the attention. */
    @Test
    void featuresOfContentsWithoutEmbeddingsAreZerosInANewSearch() {
        int width = 4;
        Random random = new Random(3);
        AttentionWeights attention = attention(random, width, QueryWalks.COUNT);
        float[] embedded = {1, 2, -1, 0.5f};
        Map<FeatureSpace, EmbeddingTable> features = new EnumMap<>(FeatureSpace.class);
        List<float @Nullable []> inputs = new ArrayList<>(Arrays.asList(null, null));
        for (FeatureSpace space : FeatureSpace.values()) {
            features.put(space, EmbeddingTable.of(EmbeddingTable.Metric.INNER_PRODUCT,
                    space == FeatureSpace.TAG ? new float[][] {embedded} : new float[0][]));
            inputs.add(switch (space) {
                case TAG -> embedded;
                case CATEGORY -> new float[width];
                default -> null;
            });
        }
        SparseVector first = new SparseVector(new int[] {0}, new float[] {1});
        FeatureArrays named = new FeatureArrays(Map.of(FeatureSpace.TAG, first, FeatureSpace.CATEGORY, first));
        QueryEmbeddings queries = new QueryEmbeddings(
                attention, EmbeddingTable.of(EmbeddingTable.Metric.INNER_PRODUCT, new float[0][]), features, 1);

        assertThat(queries.vector(-1, named, TOWN.tables())).containsExactly(attention.attend(inputs));
        assertThat(queries.vector(-1, named, ToyGraph.withoutFeatures(TOWN.graph().behaviour()).tables()))
                .as("features without contents").isNull();
    }

    private static AttentionWeights attention(Random random, int width, int relations) {
        return new AttentionWeights(
                floats(random, width * width), floats(random, width), floats(random, width),
                floats(random, 1 + relations));
    }

    private static float[] floats(Random random, int size) {
        float[] floats = new float[size];
        IntStream.range(0, size).forEach(i -> floats[i] = (float) random.nextGaussian());
        return floats;
    }

    /** The table is too large for the heap, so it stays in its file. */
    @Test
    void aNewContentIsEncodedWithoutACopyOfAllEmbeddings() {
        int width = 17;
        int contents = 1 << 20;
        Random random = new Random(5);
        RolePair<AttentionWeights> attention = RolePair.of(role -> attention(random, width, 1));
        float[] values = floats(random, width * contents);
        EmbeddingTable one = EmbeddingTable.of(
                EmbeddingTable.Metric.INNER_PRODUCT, new float[][] {floats(random, width)});
        GcnEmbeddings inHeap = new GcnEmbeddings(
                NodeIndex.of(List.of("shared-tags")), attention,
                EmbeddingTable.of(
                        EmbeddingTable.Metric.INNER_PRODUCT, width, IntStream.range(0, contents).toArray(), values),
                one, null);
        GenerationStore store = new GenerationStore(folder);
        GenerationId id;
        try (GenerationWriter writer = store.begin(
                new GenerationHeader(Instant.EPOCH, 0, "", 1, DataSet.UNNAMED, Map.of()))) {
            inHeap.write(writer);
            id = writer.commit().id();
        }
        Map<String, SparseVector> walks = Map.of("shared-tags", new SparseVector(
                new int[] {contents - 1, 7, contents}, new float[] {0.5f, 0.3f, 0.2f}));
        try (Generation generation = store.open(id)) {
            GcnEmbeddings mapped = Objects.requireNonNull(GcnEmbeddings.read(generation));
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            float[] target = mapped.target(walks);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
            assertThat(target).containsExactly(Objects.requireNonNull(inHeap.target(walks)));
        }
    }

    @Test
    void withoutSearchesThereAreNoQueries() {
        Behaviour town = TOWN.graph().behaviour();
        GcnTraining.Data data = data(town.filter(event -> town.action(event) != Action.SEARCH));
        try (Gcn model = new GcnTraining(SMALL.withSchedule(SMALL.schedule().withMaxEpochs(1)), 5, ComputeDevice.CPU)
                .train(data, null, Progress.NONE)) {
            assertThat(model.vectors(data).serving().queries()).isNull();
        }
        try (Gcn model = new GcnTraining(
                SMALL.withMaxSearches(0).withSchedule(SMALL.schedule().withMaxEpochs(1)), 5, ComputeDevice.CPU)
                .train(TOWN, null, Progress.NONE)) {
            assertThat(model.vectors(TOWN).serving().queries()).as("none in user vectors").isNull();
        }
    }

    /** Returns the share of a street among the ten nearest contents of a vector; chance is a quarter. */
    private static double streetShare(Gcn.Vectors vectors, float @Nullable [] vector, int street) {
        SparseVector nearest = ExactIndex.of(vectors.targets(), 1).search(
                Objects.requireNonNull(vector), 10, content -> true);
        return Arrays.stream(nearest.ordinals()).filter(shop -> shop / ToyGraph.SHOPS == street).count() / 10.0;
    }

    @Test
    void rejectsBehaviourWithoutSequences() {
        GcnTraining.Data one = data(
                new Behaviour.Builder().user("u").event(Action.CLICK, 0, 1, -1, -1, -1).build());
        GcnTraining training = new GcnTraining(SMALL, 1, ComputeDevice.CPU);
        assertThat(training.canLearn(one)).isFalse();
        assertThatThrownBy(() -> training.train(one, null, Progress.NONE))
                .isInstanceOfSatisfying(RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.INVALID));
    }

    /** Share of shops whose nearest target is one of the next three shops of the street. */
    private static double nextShopShare(Gcn model) {
        Gcn.Vectors vectors = model.vectors(TOWN);
        ExactIndex index = ExactIndex.of(vectors.targets(), 1);
        int shops = ToyGraph.STREETS * ToyGraph.SHOPS;
        int found = 0;
        for (int shop = 0; shop < shops; shop++) {
            int here = shop;
            int street = here / ToyGraph.SHOPS;
            float[] user = Objects.requireNonNull(vectors.serving().trigger(here));
            int best = index.search(user, 1, content -> content != here).ordinals()[0];
            found += IntStream.rangeClosed(1, 3).anyMatch(ahead -> best == ToyGraph.shop(street, here + ahead)) ? 1 : 0;
        }
        return found / (double) shops;
    }

    private static float[] vector(EmbeddingTable table, int content) {
        return table.vector(table.row(content));
    }
}
