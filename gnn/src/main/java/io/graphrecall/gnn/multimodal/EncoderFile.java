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

/** A trained encoder as a file: how it came about, the terms it knows, its weights and what its spaces are read off by. */
final class EncoderFile {

    /** Raised when an older program could not read what a newer one writes. */
    private static final int VERSION = 6;

    private static final String NAME = "the multimodal encoder";
    private static final String READOUT = "readout.";
    private static final String MEAN = READOUT + "mean";
    private static final String VISION = READOUT + "vision";
    private static final String WORDS = READOUT + "words";

    private EncoderFile() {}

    /** What an encoder is made from. */
    record Parts(
            EncoderMetadata origin, TermIndex terms, int soundWidth, SpaceReadout readout,
            Map<String, NDArray> weights) {

        MultimodalParameters.Model model() {
            return origin.parameters().model();
        }
    }

    /** What is not an array. */
    private record Header(int version, int soundWidth, @Nullable EncoderMetadata origin,
            @Nullable List<String> terms) {}

    static void write(Path file, NDManager scope, Parts parts) {
        Map<String, NDArray> arrays = new LinkedHashMap<>(parts.weights());
        arrays.put(MEAN, scope.create(parts.readout().mean()));
        arrays.put(VISION, scope.create(parts.readout().vision()));
        arrays.put(WORDS, scope.create(parts.readout().words()));
        ModelFile.write(
                file, scope, new Header(VERSION, parts.soundWidth(), parts.origin(), parts.terms().terms()), arrays);
    }

    /** @throws RecallException with {@code CONFLICT} where this is no encoder, or one of another version */
    static Parts read(InputStream in, NDManager scope) {
        ModelFile.Parts<Header> parts = ModelFile.read(NAME, in, scope, Header.class);
        Header header = parts.header();
        Map<String, NDArray> weights = parts.weights();
        NDArray mean = weights.remove(MEAN);
        NDArray vision = weights.remove(VISION);
        NDArray words = weights.remove(WORDS);
        if (header.version() != VERSION || header.origin() == null || header.terms() == null || mean == null
                || vision == null || words == null) {
            throw ModelFile.otherVersion(NAME, null);
        }
        return new Parts(
                header.origin(), new TermIndex(header.terms()), header.soundWidth(),
                new SpaceReadout(mean.toFloatArray(), Torch.rows(vision), Torch.rows(words)), weights);
    }
}
