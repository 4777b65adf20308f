package io.graphrecall.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.neo4j.GraphLock;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class WorkFoldersTest {

    @Test
    void theFolderOfANeo4jThatStartsIsKept(@TempDir Path home) throws IOException {
        WorkFolders.empty(home);
        Path store = Files.createDirectories(home.resolve("graph/data/store"));
        try (GraphLock starting = LocalGraph.lock(home)) {
            assertThat(starting).isNotNull();
            assertThatExceptionOfType(RecallException.class).isThrownBy(() -> WorkFolders.empty(home))
                    .withMessageContaining(home.resolve("graph") + " is in use by another process");
            assertThat(store).exists();
        }
        WorkFolders.empty(home);
        assertThat(store).doesNotExist();
    }

    @Test
    void onlyATemporaryHomeIsReplaced(@TempDir Path out) throws IOException {
        Path folder = WorkFolders.empty(out.resolve("new"));
        Path file = Files.createFile(folder.resolve("recall.conf"));
        WorkFolders.empty(folder);
        assertThat(file).doesNotExist();

        Path own = Files.createDirectory(out.resolve("home"));
        WorkFolders.empty(own);
        WorkFolders.delete(own);
        Path ownFile = Files.createFile(Files.createDirectory(own).resolve("notes.txt"));
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> WorkFolders.empty(own))
                .withMessageContaining(own + " exists and is not the temporary home");
        assertThat(ownFile).exists();
    }
}
