package io.graphrecall.content.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class MissingNativeLibraryTest {

    /** Program of the child process: encodes a text and prints the error. */
    public static void main(String[] args) {
        try (TextEncoder encoder = new OnnxTextEncoder(EncoderModel.CHINESE, 1)) {
            encoder.encode(List.of("猫"));
        } catch (RecallException e) {
            System.out.println(e.code() + " " + e.getMessage());
        }
    }

    @Test
    void aMissingNativeLibraryIsReportedInOneLine(@TempDir Path empty) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Donnxruntime.native.path=" + empty,
                MissingNativeLibraryTest.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(output).startsWith("UNAVAILABLE Could not load the native libraries of the text encoder on ")
                .hasLineCount(1);
    }
}
