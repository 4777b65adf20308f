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

/** A trained model in a file: how it came about, what it has weights for, its weights. */
final class MatchFile {

    /** Raised when an older program could not read what a newer one writes. */
    private static final int VERSION = 3;

    private static final String NAME = "the deep match model";

    private MatchFile() {}

    /** What a model is made from. */
    record Parts(MatchMetadata origin, FeatureVocabulary vocabulary, Map<String, NDArray> weights) {}

    /** What is not an array; actions are told by their place in the list. */
    private record Header(
            int version, @Nullable MatchMetadata origin, List<String> actions, List<String> features,
            List<String> nodes) {}

    static void write(Path file, NDManager scope, Parts parts) {
        FeatureVocabulary vocabulary = parts.vocabulary();
        ModelFile.write(
                file, scope,
                new Header(
                        VERSION, parts.origin(), actions(), vocabulary.features().keys(), vocabulary.nodes().keys()),
                parts.weights());
    }

    /** @throws RecallException with {@code CONFLICT} where this is no model, or one of another version */
    static Parts read(InputStream in, NDManager scope) {
        ModelFile.Parts<Header> parts = ModelFile.read(NAME, in, scope, Header.class);
        Header header = parts.header();
        if (header.version() != VERSION || header.origin() == null || !header.actions().equals(actions())) {
            throw ModelFile.otherVersion(NAME, null);
        }
        return new Parts(
                header.origin(), new FeatureVocabulary(NodeIndex.of(header.features()), NodeIndex.of(header.nodes())),
                parts.weights());
    }

    private static List<String> actions() {
        return Arrays.stream(Action.values()).map(Action::wireName).toList();
    }
}
