package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.EarlierWeights;
import io.graphrecall.gnn.tensor.ModelFile;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.BehaviourModel;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.ContentPopularity;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.ModelSpaces;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A trained deep match model. It encodes users by their recent sequences, and contents by their features, including
 * contents that training did not see. Thread-safe. Owns native memory until it is closed.
 */
public final class DeepMatch implements BehaviourModel {

    /** Name of the embedding space of contents, and of the channel that searches it. */
    public static final String SPACE = ModelSpaces.DEEP_MATCH;

    /** Name of the model's array in a generation. */
    public static final String MODEL = "deep-match-model";

    /** Incremented with every incompatible change of the format or the training samples. */
    private static final int VERSION = 6;
    private static final String NAME = "the deep match model";

    /** Events of a sampled user that are read. */
    private static final int RECENT_EVENTS = 200;

    private final NDManager manager;
    private final Weights weights;
    private final MatchModel model;
    private final MatchMetadata metadata;
    private final FeatureVocabulary vocabulary;

    /** @param values weights by name, which are copied */
    DeepMatch(MatchMetadata metadata, FeatureVocabulary vocabulary, Map<String, NDArray> values, int threads) {
        this.metadata = metadata;
        this.vocabulary = vocabulary;
        manager = Torch.open(threads);
        weights = new Weights(manager);
        model = new MatchModel(weights, metadata.parameters().model(), vocabulary, metadata.kinds(),
                metadata.dimensions());
        weights.setFrozen(values, manager);
    }

    /**
     * Everything but the weights.
     *
     * @param actions wire names by ordinal, because weights refer to actions by ordinal
     */
    record Header(
            int version, @Nullable MatchMetadata metadata, List<String> actions, List<String> features,
            List<String> nodes) {}

    /**
     * Reads a model written by {@link #write}.
     *
     * @param threads threads of one operation
     * @throws RecallException with {@code CONFLICT} if the file is damaged or of another version
     */
    public static DeepMatch read(InputStream in, int threads) {
        try (NDManager scope = Torch.open(threads)) {
            ModelFile.Parts<Header> parts = ModelFile.read(NAME, in, scope, Header.class);
            Header header = parts.header();
            if (header.version() != VERSION || header.metadata() == null || !header.actions().equals(actions())) {
                throw ModelFile.otherVersion(NAME, null);
            }
            return new DeepMatch(
                    header.metadata(),
                    new FeatureVocabulary(NodeIndex.of(header.features()), NodeIndex.of(header.nodes())),
                    parts.weights(), threads);
        }
    }

    @Override
    public void write(Path file) {
        try (NDManager scope = manager.newSubManager()) {
            ModelFile.write(
                    file, scope,
                    new Header(
                            VERSION, metadata, actions(), vocabulary.features().keys(), vocabulary.nodes().keys()),
                    weights.all());
        }
    }

    private static List<String> actions() {
        return Arrays.stream(Action.values()).map(Action::wireName).toList();
    }

    @Override
    public MatchMetadata metadata() {
        return metadata;
    }

    @Override
    public @Nullable String inputSpace() {
        return metadata.space();
    }

    /** Returns the weights as initial ones of a model with another vocabulary. */
    EarlierWeights weightsFor(FeatureVocabulary next) {
        return new EarlierWeights(weights.values(), Map.of(
                ElementEncoder.FEATURES, EarlierWeights.rows(next.features(), vocabulary.features()),
                ElementEncoder.IDS, EarlierWeights.rows(next.nodes(), vocabulary.nodes())));
    }

    /** Returns an encoder of single elements for the ordinals of a generation. It stays usable after {@link #close}. */
    public ElementVectors elements(GraphTables tables) {
        return new ElementVectors(
                metadata.space(), tables, vocabulary, metadata.parameters().model().width(),
                Objects.requireNonNull(values(ElementEncoder.FEATURES)), ids(),
                values(ElementEncoder.PROJECTION), values(MatchModel.POPULARITY));
    }

    /** Returns the vectors of all contents of a generation, to be compared by inner product. */
    @Override
    public EmbeddingTable contents(GraphTables tables, @Nullable EmbeddingTable contentVectors) {
        ElementVectors elements = elements(tables);
        float[][] vectors = new float[tables.contents().size()][];
        float[] popularity = ContentPopularity.logarithms(tables.positives());
        for (int content = 0; content < vectors.length; content++) {
            vectors[content] = elements.target(
                    elements.vector(
                            SequenceKind.CONTENT, tables.contents().key(content), tables.contentFeatures(content),
                            contentVectors == null ? null : contentVectors.vectorOf(content)),
                    popularity[content]);
        }
        return EmbeddingTable.ofNonZero(EmbeddingTable.Metric.INNER_PRODUCT, vectors);
    }

    @Override
    public List<float[]> users(TrainingData data, int[] users) {
        if (!hasUserTower()) {
            return List.of();
        }
        UserTower tower = userTower();
        ElementVectors elements = elements(data.tables());
        long now = data.behaviour().latestTime();
        return Arrays.stream(users).mapToObj(user -> tower.vector(sequences(data, user, now, elements))).toList();
    }

    /** Returns the sequences of a user at a time, of the newest events. */
    private static UserSequences sequences(TrainingData data, int user, long now, ElementVectors elements) {
        Behaviour behaviour = data.behaviour();
        Map<SequenceKind, List<UserSequences.Step>> steps = new EnumMap<>(SequenceKind.class);
        int first = Math.max(behaviour.start(user), behaviour.end(user) - RECENT_EVENTS);
        for (int event = first; event < behaviour.end(user); event++) {
            SequenceKind kind = SequenceKind.ofElement(behaviour.action(event));
            if (kind == null) {
                continue;
            }
            int target = behaviour.target(event);
            float[] vector = kind == SequenceKind.CONTENT && data.vectors() != null
                    ? data.vectors().vectorOf(target)
                    : null;
            steps.computeIfAbsent(kind, none -> new ArrayList<>()).add(new UserSequences.Step(
                    elements.of(
                            kind, kind.nodes(data.tables()).key(target), kind.features(data.tables(), target), vector),
                    behaviour.action(event), now - behaviour.at(event), behaviour.dwellMs(event)));
        }
        return new UserSequences(steps);
    }

    /**
     * Returns the user tower in plain Java. It stays usable after {@link #close}.
     *
     * @throws IllegalStateException unless {@link #hasUserTower}
     */
    public UserTower userTower() {
        if (!hasUserTower()) {
            throw new IllegalStateException("variant " + metadata.parameters().model().variant().wireName()
                    + " has no user tower in plain Java");
        }
        return new UserTower(metadata, this::values);
    }

    /** Returns false for variants with parts that only {@link #users} computes. */
    public boolean hasUserTower() {
        MatchVariant variant = metadata.parameters().model().variant();
        return variant != MatchVariant.SOURCE_BASE && !variant.usesGraph();
    }

    /** Returns the vectors of users in the given order, as {@link UserTower#vector} does. */
    public float[][] users(List<UserSequences> users) {
        return Torch.infer(manager, scope -> Torch.rows(model.users(scope, batch(scope, users), false)));
    }

    private MatchBatch batch(NDManager scope, List<UserSequences> users) {
        Map<SequenceKind, MatchBatch.Sequence> sequences = new EnumMap<>(SequenceKind.class);
        for (SequenceKind kind : metadata.kinds()) {
            List<List<UserSequences.Step>> steps = users.stream().map(user -> newest(user, kind)).toList();
            SequenceInputs inputs = new SequenceInputs(steps.stream().mapToInt(List::size).toArray());
            if (inputs.length() > 0) {
                sequences.put(kind, sequence(scope, steps, inputs));
            }
        }
        List<MatchBatch.Adjacency> graph = model.users().usesGraph()
                ? SequenceGraph.of(scope, users.size(), sequences,
                        (user, kind) -> newest(users.get(user), kind).stream()
                                .map(step -> step.element().links().get()).toList())
                : List.of();
        return new MatchBatch(users.size(), sequences, graph);
    }

    /** Returns the newest steps of a kind, at most the model's maximum length. */
    private List<UserSequences.Step> newest(UserSequences user, SequenceKind kind) {
        List<UserSequences.Step> all = user.of(kind);
        return all.subList(Math.max(0, all.size() - metadata.parameters().model().maxLength()), all.size());
    }

    private MatchBatch.Sequence sequence(
            NDManager scope, List<List<UserSequences.Step>> steps, SequenceInputs inputs) {
        int width = metadata.parameters().model().width();
        float[] vectors = new float[steps.size() * inputs.length() * width];
        float[] categories = new float[vectors.length];
        for (int user = 0; user < steps.size(); user++) {
            List<UserSequences.Step> sequence = steps.get(user);
            for (int i = 0; i < sequence.size(); i++) {
                UserSequences.Step step = sequence.get(i);
                int index = inputs.put(
                        user, i, step.action(), metadata.timed() ? step.ageMs() : -1, step.dwellMs());
                System.arraycopy(step.element().vector(), 0, vectors, index * width, width);
                System.arraycopy(step.element().category(), 0, categories, index * width, width);
            }
        }
        Shape shape = new Shape(steps.size(), inputs.length(), width);
        return inputs.sequence(scope, scope.create(vectors, shape), scope.create(categories, shape));
    }

    private float @Nullable [] ids() {
        float[] smoothed = values(ElementEncoder.SMOOTHED_IDS);
        return smoothed == null ? values(ElementEncoder.IDS) : smoothed;
    }

    private float @Nullable [] values(String name) {
        NDArray array = weights.all().get(name);
        return array == null ? null : array.toFloatArray();
    }

    @Override
    public void close() {
        weights.close();
        manager.close();
    }
}
