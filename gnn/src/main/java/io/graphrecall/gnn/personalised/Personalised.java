package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.gnn.tensor.EarlierWeights;
import io.graphrecall.gnn.tensor.ModelFile;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.training.BehaviourModel;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.ModelSpaces;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A trained personalised representation, which encodes contents, new ones too. Immutable; thread-safe. */
public final class Personalised implements BehaviourModel {

    /** Name of the embedding space and of the channel. */
    public static final String SPACE = ModelSpaces.PERSONALISED;

    /** Name of the model's array in a generation. */
    public static final String MODEL = "personalised-model";

    /** Version of the file format. */
    private static final int VERSION = 4;

    private static final String NAME = "the personalised model";

    private final PersonalisedMetadata metadata;
    private final FeatureVocabulary vocabulary;
    private final GateWeights gate;

    /** Weights of users by name, which only training reads; empty in files of earlier versions. */
    private final Map<String, float[]> userWeights = new TreeMap<>();

    /** @param weights weights of the model by name, which are copied */
    Personalised(PersonalisedMetadata metadata, FeatureVocabulary vocabulary, Map<String, NDArray> weights) {
        this.metadata = metadata;
        this.vocabulary = vocabulary;
        gate = GateWeights.of(weights);
        weights.forEach((name, array) -> {
            if (PersonalisedModel.isOfUsers(name)) {
                userWeights.put(name, array.toFloatArray());
            }
        });
    }

    /** Everything but the weights. */
    private record Header(int version, PersonalisedMetadata metadata, List<String> features) {}

    /**
     * Reads a model that {@link #write} wrote.
     *
     * @throws RecallException with code {@code CONFLICT} if the file is damaged or of another version
     */
    public static Personalised read(InputStream in) {
        try (NDManager scope = Torch.open(1)) {
            ModelFile.Parts<Header> parts = ModelFile.read(NAME, in, scope, Header.class);
            Header header = parts.header();
            if (header.version() != VERSION) {
                throw ModelFile.otherVersion(NAME, null);
            }
            return new Personalised(
                    header.metadata(), new FeatureVocabulary(NodeIndex.of(header.features()), NodeIndex.EMPTY),
                    parts.weights());
        }
    }

    @Override
    public void write(Path file) {
        try (NDManager scope = Torch.open(1)) {
            Header header = new Header(VERSION, metadata, vocabulary.features().keys());
            Map<String, NDArray> weights = gate.arrays(scope);
            userWeights.forEach((name, values) -> weights.put(name, scope.create(values)));
            ModelFile.write(file, scope, header, weights);
        }
    }

    /** Returns true if this model has all weights that a training can start from. */
    boolean canGoOn() {
        return !userWeights.isEmpty();
    }

    /** Returns the weights as initial ones of a model with another vocabulary. */
    EarlierWeights weightsFor(FeatureVocabulary next) {
        Map<String, float[]> values = new HashMap<>(userWeights);
        try (NDManager scope = Torch.open(1)) {
            gate.arrays(scope).forEach((name, array) -> values.put(name, array.toFloatArray()));
        }
        return new EarlierWeights(values, Map.of(
                ContentGate.FEATURES, EarlierWeights.rows(next.features(), vocabulary.features())));
    }

    @Override
    public PersonalisedMetadata metadata() {
        return metadata;
    }

    @Override
    public @Nullable String inputSpace() {
        return metadata.space();
    }

    /** Returns an encoder by the ordinals of a generation. */
    public PersonalisedVectors vectors(GraphTables tables) {
        return new PersonalisedVectors(gate, new FeatureWeights(tables, vocabulary), metadata.space());
    }

    @Override
    public EmbeddingTable contents(GraphTables tables, @Nullable EmbeddingTable inputs) {
        PersonalisedVectors encoder = vectors(tables);
        float[][] vectors = new float[tables.contents().size()][];
        Arrays.parallelSetAll(vectors, content -> encoder.vector(
                tables.contentFeatures(content), inputs == null ? null : inputs.vectorOf(content)));
        return EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
    }

    /** Does nothing, since the model holds no native memory. */
    @Override
    public void close() {}
}
