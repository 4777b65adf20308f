package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.feature.FeatureWeights;
import io.graphrecall.gnn.tensor.ModelFile;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.training.BehaviourModel;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A trained personalised representation: contents, new ones too, to vectors. Immutable; thread-safe. */
public final class Personalised implements BehaviourModel {

    /** The space of the vectors of contents, and the channel that recalls by it. */
    public static final String SPACE = "personalised";

    /** The model's array in a generation. */
    public static final String MODEL = "personalised-model";

    /** Raised when an older program could not read what a newer one writes. */
    private static final int VERSION = 2;

    private static final String NAME = "the personalised model";

    private final PersonalisedMetadata origin;
    private final FeatureVocabulary vocabulary;
    private final GateWeights gate;

    /** @param weights of the model, of which those of the gate are copied */
    Personalised(PersonalisedMetadata origin, FeatureVocabulary vocabulary, Map<String, NDArray> weights) {
        this.origin = origin;
        this.vocabulary = vocabulary;
        gate = GateWeights.of(weights);
    }

    /** What is not an array. */
    private record Header(int version, PersonalisedMetadata origin, List<String> features) {}

    /**
     * Reads a model that a training wrote.
     *
     * @throws RecallException with {@code CONFLICT} where it is damaged or of another version
     */
    public static Personalised read(InputStream in) {
        try (NDManager scope = Torch.open(1)) {
            ModelFile.Parts<Header> parts = ModelFile.read(NAME, in, scope, Header.class);
            Header header = parts.header();
            if (header.version() != VERSION) {
                throw ModelFile.otherVersion(NAME, null);
            }
            return new Personalised(
                    header.origin(), new FeatureVocabulary(NodeIndex.of(header.features()), NodeIndex.EMPTY),
                    parts.weights());
        }
    }

    /** Writes what is needed for {@link #read}: what users and biases were learned by is not. */
    @Override
    public void write(Path file) {
        try (NDManager scope = Torch.open(1)) {
            Header header = new Header(VERSION, origin, vocabulary.features().keys());
            ModelFile.write(file, scope, header, gate.arrays(scope));
        }
    }

    @Override
    public PersonalisedMetadata metadata() {
        return origin;
    }

    @Override
    public @Nullable String inputSpace() {
        return origin.space();
    }

    /** Computes vectors by the ordinals of a generation. */
    public PersonalisedVectors vectors(GraphTables tables) {
        return new PersonalisedVectors(gate, new FeatureWeights(tables, vocabulary), origin.space());
    }

    /** The vectors of all contents of a generation, compared by their cosine. */
    @Override
    public EmbeddingTable contents(GraphTables tables, @Nullable EmbeddingTable said) {
        PersonalisedVectors of = vectors(tables);
        float[][] vectors = new float[tables.contents().size()][];
        Arrays.parallelSetAll(vectors, content -> of.vector(
                tables.contentFeatures(content), said == null ? null : said.vectorOf(content)));
        return EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
    }

    /** Does nothing: it holds plain arrays. */
    @Override
    public void close() {}
}
