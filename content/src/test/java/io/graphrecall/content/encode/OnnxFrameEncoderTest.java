package io.graphrecall.content.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.content.media.Picture;
import io.graphrecall.content.testing.MeanColour;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

class OnnxFrameEncoderTest {

    private static final int SIZE = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private OnnxFrameEncoder open(String preparation) throws IOException {
        return OnnxFrameEncoder.open(MeanColour.write(folder, preparation));
    }

    /** Returns a picture that is half black and half of one colour. */
    private static Picture picture(int red, int green, int blue) {
        byte[] rgb = new byte[SIZE * SIZE * Picture.CHANNELS];
        for (int i = 0; i < rgb.length / 2; i += Picture.CHANNELS) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new Picture(SIZE, SIZE, rgb);
    }

    @Test
    void picturesAreScaledCentredAndEncodedInTheirOrder() throws IOException {
        try (OnnxFrameEncoder encoder = open("""
                {"size": 4, "mean": [0.5, 0.25, 0], "deviation": [0.5, 1, 0.25]}""")) {
            assertThat(encoder.dimension()).isEqualTo(3);
            assertThat(encoder.size()).isEqualTo(SIZE);
            float[][] vectors = encoder.encode(List.of(picture(255, 0, 0), picture(0, 255, 51)));
            assertThat(vectors[0]).containsExactly(new float[] {0, -0.25f, 0}, within(1e-5f));
            assertThat(vectors[1]).containsExactly(new float[] {-1, 0.25f, 0.4f}, within(1e-5f));
            assertThat(List.of(encoder.encode(Collections.nCopies(40, picture(0, 255, 51))))).hasSize(40)
                    .allSatisfy(vector -> assertThat(vector).containsExactly(vectors[1], within(1e-5f)));
        }
    }

    @Test
    void theFormatFileSelectsColoursAndOutput() throws IOException {
        try (OnnxFrameEncoder encoder = open("{\"size\": 4, \"colours\": \"bgr\", \"output\": \"doubled\"}")) {
            assertThat(encoder.encode(List.of(picture(255, 0, 51)))[0])
                    .containsExactly(new float[] {0.2f, 0, 1}, within(1e-5f));
        }
    }

    @Test
    void theFingerprintChangesWithThePreparation() throws IOException {
        try (OnnxFrameEncoder one = open("{\"size\": 4}");
                OnnxFrameEncoder same = open("{\"size\": 4}");
                OnnxFrameEncoder other = open("{\"size\": 8}")) {
            assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).isNotEqualTo(other.fingerprint());
        }
    }

    @Test
    void errorsNameTheFile() throws IOException {
        assertThatThrownBy(() -> open("{\"size\": 4, \"output\": \"nothing\"}"))
                .isInstanceOf(RecallException.class).hasMessageContaining("has no output 'nothing'");
        assertThatThrownBy(() -> open("{\"size\": 0}"))
                .isInstanceOf(RecallException.class).hasMessageContaining("colour.json");
        assertThatThrownBy(() -> open("{\"size\": 4, \"layout\": \"nhwc\"}"))
                .isInstanceOf(RecallException.class).hasMessageContaining("colour.onnx");
        Files.writeString(folder.resolve("text.onnx"), "not a model");
        assertThatThrownBy(() -> OnnxFrameEncoder.open(folder.resolve("text.onnx")))
                .isInstanceOf(RecallException.class).hasMessageContaining("input format of the image model is missing")
                .hasMessageContaining("text.json");
        Files.writeString(folder.resolve("text.json"), "{\"size\": 4}");
        assertThatThrownBy(() -> OnnxFrameEncoder.open(folder.resolve("text.onnx")))
                .isInstanceOf(RecallException.class).hasMessageContaining("Could not read the ONNX model")
                .hasMessageContaining("text.onnx");
    }
}
