package io.graphrecall.content.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An ONNX image model of 242 bytes: pictures of any size {@code [n, 3, h, w]}, whose output {@code colour} is the mean of
 * each colour, and {@code doubled} twice that, {@code [n, 3]}.
 */
public final class MeanColour {

    private MeanColour() {}

    /** Writes the model, and beside it what it wants its pictures to be. */
    public static Path write(Path folder, String preparation) throws IOException {
        Path model = folder.resolve("colour.onnx");
        try (InputStream in = MeanColour.class.getResourceAsStream("mean-colour.onnx")) {
            Files.write(model, Objects.requireNonNull(in).readAllBytes());
        }
        Files.writeString(folder.resolve("colour.json"), preparation);
        return model;
    }
}
