package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.tensor.ModelFile;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** File format of a trained deep match model: metadata, vocabulary and weights. */
final class MatchFile {

    /** Incremented with every incompatible change of the format or the training samples. */
    private static final int VERSION = 6;

    private static final String NAME = "the deep match model";

    private MatchFile() {}

    /** Contents of a file. */
    record Parts(MatchMetadata metadata, FeatureVocabulary vocabulary, Map<String, NDArray> weights) {}

    /**
     * The JSON header.
     *
     * @param actions wire names by ordinal, because weights refer to actions by ordinal
     */
    private record Header(
            int version, @Nullable MatchMetadata metadata, List<String> actions, List<String> features,
            List<String> nodes) {}

    static void write(Path file, NDManager scope, Parts parts) {
        FeatureVocabulary vocabulary = parts.vocabulary();
        ModelFile.write(
                file, scope,
                new Header(
                        VERSION, parts.metadata(), actions(), vocabulary.features().keys(), vocabulary.nodes().keys()),
                parts.weights());
    }

    /** @throws RecallException with {@code CONFLICT} if this is not a deep match model of this version */
    static Parts read(InputStream in, NDManager scope) {
        ModelFile.Parts<Header> parts = ModelFile.read(NAME, in, scope, Header.class);
        Header header = parts.header();
        if (header.version() != VERSION || header.metadata() == null || !header.actions().equals(actions())) {
            throw ModelFile.otherVersion(NAME, null);
        }
        return new Parts(
                header.metadata(), new FeatureVocabulary(NodeIndex.of(header.features()), NodeIndex.of(header.nodes())),
                parts.weights());
    }

    private static List<String> actions() {
        return Arrays.stream(Action.values()).map(Action::wireName).toList();
    }
}
