package io.graphrecall.home.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

class FolderSwapTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @SuppressWarnings("NullAway.Init")
    private FolderSwap swap;

    @BeforeEach
    void create() throws IOException {
        swap = new FolderSwap(folder("home"), folder("next"), folder("previous"));
        Files.writeString(folder("home/graph").resolve("a"), "old");
        Files.writeString(folder("next/graph").resolve("b"), "new");
        Files.writeString(swap.next().resolve("recall.conf"), "new");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    @Test
    void entriesAreReplacedAndTheOldOnesKept() throws IOException {
        swap.run(List.of("graph", "recall.conf"));

        assertThat(swap.folder().resolve("graph/b")).hasContent("new");
        assertThat(swap.folder().resolve("graph/a")).doesNotExist();
        assertThat(swap.folder().resolve("recall.conf")).hasContent("new");
        assertThat(swap.previous().resolve("graph/a")).hasContent("old");
    }

    @Test
    void aFailureUndoesTheEarlierRenames() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> swap.run(List.of("graph", "keys.json", "recall.conf")));

        assertThat(swap.folder()).isDirectoryNotContaining(file -> !file.endsWith("graph"));
        assertThat(swap.folder().resolve("graph/a")).hasContent("old");
        assertThat(swap.next().resolve("graph/b")).hasContent("new");
        assertThat(swap.previous()).isEmptyDirectory();
    }
}
