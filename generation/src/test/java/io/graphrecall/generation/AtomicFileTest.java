package io.graphrecall.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class AtomicFileTest {

    @TempDir
    private Path folder;

    @Test
    void replacesAnExistingFile() throws IOException {
        Path file = folder.resolve("names");
        AtomicFile.write(file, out -> out.write("a longer one".getBytes(UTF_8)));
        AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void aFailedWriteKeepsTheOldContentAndLeavesNoFile() throws IOException {
        Path file = folder.resolve("names");
        AtomicFile.write(file, out -> out.write("old".getBytes(UTF_8)));
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
            out.write("ne".getBytes(UTF_8));
            throw new IOException("the disk is full");
        })).hasMessage("the disk is full");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
        AtomicFile.write(file, out -> out.write("newer".getBytes(UTF_8)));
        assertThat(file).hasContent("newer");
    }
}
