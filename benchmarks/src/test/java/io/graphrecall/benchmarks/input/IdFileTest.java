package io.graphrecall.benchmarks.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

class IdFileTest {

    @TempDir
    private Path folder;

    @Test
    void idsAreDistinctLinesOrFields() throws IOException {
        Path file = folder.resolve("users");
        Files.writeString(file, "u1\n{\"user_id\":\"u/2\",\"follows\":[\"u9\"]}\n\nu1\n{\"user_id\":\"u3\"}\n");
        assertThat(IdFile.read(file, "user_id")).containsExactly("u1", "u/2", "u3");
    }

    @Test
    void compressedFilesAreRead() throws IOException {
        Path file = folder.resolve("users.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"user_id\":\"小美\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(IdFile.read(file, "user_id")).containsExactly("小美");
    }

    @Test
    void aFileWithoutIdsIsRefused() throws IOException {
        Path file = folder.resolve("contents.jsonl");
        Files.writeString(file, "{\"content_id\":\"c1\"}\n");
        assertThatThrownBy(() -> IdFile.read(file, "user_id")).hasMessage("The file " + file + " has no user_id");
        assertThatThrownBy(() -> IdFile.read(folder.resolve("none"), "user_id")).hasMessageContaining("Could not read");
    }
}
