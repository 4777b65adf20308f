package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.encode.OnnxFrameEncoder;

import java.nio.file.Path;

/**
 * What sees the frames of contents: an image model in a file, which training does not change, or the built-in encoder,
 * which is trained from pixels with the rest.
 *
 * @param file        of the model; empty for the built-in encoder
 * @param fingerprint of the model and of what it wants its pictures to be
 * @param dimension   of its vectors; 0 for the built-in encoder
 */
public record FrameModel(String file, String fingerprint, int dimension) {

    /** The encoder that is trained with the rest. */
    public static final FrameModel BUILT_IN = new FrameModel("", "", 0);

    /** A model in a file, see {@link OnnxFrameEncoder#open}. */
    public static FrameModel of(Path file) {
        try (OnnxFrameEncoder encoder = OnnxFrameEncoder.open(file, 1)) {
            return new FrameModel(
                    file.toAbsolutePath().normalize().toString(), encoder.fingerprint(), encoder.dimension());
        }
    }

    boolean builtIn() {
        return dimension == 0;
    }
}
