package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.encode.OnnxFrameEncoder;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * Encoder of frames: a frozen image model in a file, or the built-in {@link PatchEncoder}, which is trained from pixels with
 * the rest of the model.
 *
 * @param file        file of the image model; empty for the built-in encoder
 * @param fingerprint hash of the image model and its preprocessing
 * @param dimension   dimensions of its vectors; 0 for the built-in encoder
 */
public record FrameModel(String file, String fingerprint, int dimension) implements Serializable {

    public static final FrameModel BUILT_IN = new FrameModel("", "", 0);

    /** Returns the image model in a file; see {@link OnnxFrameEncoder#open}. */
    public static FrameModel of(Path file) {
        try (OnnxFrameEncoder encoder = OnnxFrameEncoder.open(file)) {
            return new FrameModel(
                    file.toAbsolutePath().normalize().toString(), encoder.fingerprint(), encoder.dimension());
        }
    }

    /** Returns the same image model in another file. */
    FrameModel in(String other) {
        return new FrameModel(other, fingerprint, dimension);
    }

    boolean builtIn() {
        return dimension == 0;
    }
}
