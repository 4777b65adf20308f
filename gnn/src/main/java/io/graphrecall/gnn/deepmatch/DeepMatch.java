package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.PaddedSequences;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.gnn.training.BehaviourModel;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A trained deep match model: what users did lately, and contents, new ones too, to vectors whose inner product tells
 * how well they match. Thread-safe. Owns native memory until it is closed.
 */
public final class DeepMatch implements BehaviourModel {

    /** The space of the vectors of contents, and the channel that recalls by it. */
    public static final String SPACE = "deep_match";

    /** The model's array in a generation. */
    public static final String MODEL = "deep-match-model";

    private final NDManager manager;
    private final Weights weights;
    private final MatchModel model;
    private final MatchMetadata origin;
    private final FeatureVocabulary vocabulary;

    /** @param parts whose weights are copied */
    private DeepMatch(MatchFile.Parts parts, int threads) {
        origin = parts.origin();
        vocabulary = parts.vocabulary();
        manager = Torch.open(threads);
        weights = new Weights(manager);
        model = new MatchModel(weights, origin.parameters().model(), vocabulary, origin.kinds(), origin.dimensions());
        weights.set(parts.weights());
        weights.freeze();
    }

    static DeepMatch of(MatchFile.Parts parts, int threads) {
        return new DeepMatch(parts, threads);
    }

    /**
     * Reads a model that {@link #write} wrote.
     *
     * @param threads of one operation
     * @throws RecallException with {@code CONFLICT} where it is damaged or of another version
     */
    public static DeepMatch read(InputStream in, int threads) {
        try (NDManager scope = Torch.open(threads)) {
            return of(MatchFile.read(in, scope), threads);
        }
    }

    @Override
    public void write(Path file) {
        try (NDManager scope = manager.newSubManager()) {
            MatchFile.write(file, scope, new MatchFile.Parts(origin, vocabulary, weights.all()));
        }
    }

    @Override
    public MatchMetadata metadata() {
        return origin;
    }

    @Override
    public @Nullable String inputSpace() {
        return origin.space();
    }

    /** What elements mean, by the ordinals of a generation. They stay usable when this is closed. */
    public ElementVectors elements(GraphTables tables) {
        return new ElementVectors(
                origin.space(), tables, vocabulary, origin.parameters().model().width(),
                Objects.requireNonNull(numbers(ElementEncoder.FEATURES)), numbers(ElementEncoder.OWN),
                numbers(ElementEncoder.PROJECTION));
    }

    /** The vectors of all contents of a generation, compared by their inner product. */
    @Override
    public EmbeddingTable contents(GraphTables tables, @Nullable EmbeddingTable said) {
        ElementVectors elements = elements(tables);
        float[][] vectors = new float[tables.contents().size()][];
        for (int content = 0; content < vectors.length; content++) {
            float[] saying = said == null ? null : said.vectorOf(content);
            vectors[content] = elements.vector(
                    SequenceKind.CONTENT, tables.contents().key(content), tables.contentFeatures(content), saying);
        }
        return EmbeddingTable.ofNonZero(EmbeddingTable.Metric.INNER_PRODUCT, vectors);
    }

    /** The vectors of users, in the order they came; of one without any element, zeros. */
    public float[][] users(List<UserSequences> users) {
        return Torch.withoutGradients(() -> {
            try (NDManager scope = manager.newSubManager(); NDScope arrays = new NDScope()) {
                arrays.suppressNotUsedWarning();
                NDArray vectors = model.users().apply(scope, batch(scope, users), false);
                float[] flat = vectors.toFloatArray();
                int width = origin.parameters().model().width();
                float[][] rows = new float[users.size()][];
                Arrays.setAll(rows, user -> Arrays.copyOfRange(flat, user * width, (user + 1) * width));
                return rows;
            }
        });
    }

    private MatchBatch batch(NDManager scope, List<UserSequences> users) {
        Map<SequenceKind, MatchBatch.Sequence> sequences = new EnumMap<>(SequenceKind.class);
        for (SequenceKind kind : origin.kinds()) {
            List<List<UserSequences.Step>> steps = users.stream().map(user -> read(user, kind)).toList();
            PaddedSequences padded = new PaddedSequences(steps.stream().mapToInt(List::size).toArray());
            if (padded.length() > 0) {
                sequences.put(kind, sequence(scope, steps, padded));
            }
        }
        List<MatchBatch.Join> joins = model.users().joinsElements()
                ? JoinedElements.of(scope, users.size(), sequences, (user, kind) -> read(users.get(user), kind).stream()
                        .map(step -> step.element().joining()).toList())
                : List.of();
        return new MatchBatch(users.size(), sequences, joins);
    }

    /** The newest steps of a kind, as many as the model reads. */
    private List<UserSequences.Step> read(UserSequences user, SequenceKind kind) {
        List<UserSequences.Step> all = user.of(kind);
        return all.subList(Math.max(0, all.size() - origin.parameters().model().length()), all.size());
    }

    private MatchBatch.Sequence sequence(NDManager scope, List<List<UserSequences.Step>> steps,
            PaddedSequences padded) {
        int width = origin.parameters().model().width();
        float[] vectors = new float[steps.size() * padded.length() * width];
        float[] categories = new float[vectors.length];
        for (int user = 0; user < steps.size(); user++) {
            List<UserSequences.Step> sequence = steps.get(user);
            for (int i = 0; i < sequence.size(); i++) {
                UserSequences.Step step = sequence.get(i);
                int place = padded.index(user, sequence.size(), i);
                System.arraycopy(step.element().vector(), 0, vectors, place * width, width);
                System.arraycopy(step.element().category(), 0, categories, place * width, width);
                padded.put(place, step.action());
            }
        }
        Shape shape = new Shape(steps.size(), padded.length(), width);
        return new MatchBatch.Sequence(
                scope.create(vectors, shape), scope.create(categories, shape), padded.actions(scope),
                padded.mask(scope));
    }

    private float @Nullable [] numbers(String weight) {
        NDArray array = weights.parameters().get(weight);
        return array == null ? null : array.toFloatArray();
    }

    @Override
    public void close() {
        weights.close();
        manager.close();
    }
}
