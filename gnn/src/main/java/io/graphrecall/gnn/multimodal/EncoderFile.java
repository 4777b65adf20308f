package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.tensor.ModelFile;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** File format of a trained encoder: metadata, terms, weights and the regression of its spaces. */
final class EncoderFile {

    /** Incremented with every incompatible change. */
    private static final int VERSION = 8;

    private static final String NAME = "the multimodal encoder";
    private static final String REGRESSION = "regression.";
    private static final String MEAN = REGRESSION + "mean";
    private static final String VISION = REGRESSION + "vision";
    private static final String TERMS = REGRESSION + "terms";

    private EncoderFile() {}

    /** Contents of a file. */
    record Parts(
            EncoderMetadata metadata, TermVocabulary terms, int soundWidth, ReducedRankRegression regression,
            Map<String, NDArray> weights) {

        MultimodalParameters.Model model() {
            return metadata.parameters().model();
        }
    }

    /** The JSON header. */
    private record Header(
            int version, int soundWidth, @Nullable EncoderMetadata metadata, @Nullable List<String> terms) {}

    static void write(Path file, NDManager scope, Parts parts) {
        Map<String, NDArray> arrays = new LinkedHashMap<>(parts.weights());
        arrays.put(MEAN, scope.create(parts.regression().mean()));
        arrays.put(VISION, scope.create(parts.regression().vision()));
        arrays.put(TERMS, scope.create(parts.regression().terms()));
        ModelFile.write(
                file, scope, new Header(VERSION, parts.soundWidth(), parts.metadata(), parts.terms().terms()), arrays);
    }

    /** @throws RecallException with {@code CONFLICT} if this is not an encoder of this version */
    static Parts read(InputStream in, NDManager scope) {
        ModelFile.Parts<Header> parts = ModelFile.read(NAME, in, scope, Header.class);
        Header header = parts.header();
        Map<String, NDArray> weights = parts.weights();
        NDArray mean = weights.remove(MEAN);
        NDArray vision = weights.remove(VISION);
        NDArray terms = weights.remove(TERMS);
        if (header.version() != VERSION || header.metadata() == null || header.terms() == null || mean == null
                || vision == null || terms == null) {
            throw ModelFile.otherVersion(NAME, null);
        }
        return new Parts(
                header.metadata(), new TermVocabulary(header.terms()), header.soundWidth(),
                new ReducedRankRegression(mean.toFloatArray(), Torch.rows(vision), Torch.rows(terms)), weights);
    }
}
