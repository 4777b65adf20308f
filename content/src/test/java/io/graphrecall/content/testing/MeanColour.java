package io.graphrecall.content.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * ONNX image model of 242 bytes for tests. The input is pictures of any size, [n, 3, h, w]. The output {@code colour}
 * is the mean of each channel and {@code doubled} is twice that, [n, 3].
 */
public final class MeanColour {

    private MeanColour() {}

    /** Writes the model and its input format. */
    public static Path write(Path folder, String preparation) throws IOException {
        Path model = folder.resolve("colour.onnx");
        try (InputStream in = MeanColour.class.getResourceAsStream("mean-colour.onnx")) {
            Files.write(model, Objects.requireNonNull(in).readAllBytes());
        }
        Files.writeString(folder.resolve("colour.json"), preparation);
        return model;
    }
}
