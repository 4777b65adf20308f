package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

class ClassArchiveTest {

    @Test
    void theFirstEndAfterAnUpdateWritesTheArchive(@TempDir Path folder) throws IOException {
        Path program = Files.createFile(folder.resolve("recall.jar"));
        Path archive = folder.resolve("recall.jsa");
        List<String> arguments = List.of("-Xmx900m", "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive);
        assertThat(ClassArchive.isWrittenAtEnd(arguments, program)).isTrue();

        Files.createFile(archive);
        Files.setLastModifiedTime(program, FileTime.fromMillis(1_000));
        assertThat(ClassArchive.isWrittenAtEnd(arguments, program)).isFalse();
        Files.setLastModifiedTime(archive, FileTime.fromMillis(500));
        assertThat(ClassArchive.isWrittenAtEnd(arguments, program)).as("of an earlier build").isTrue();

        assertThat(ClassArchive.isWrittenAtEnd(List.of("-Xmx900m"), program)).isFalse();
        assertThat(ClassArchive.isWrittenAtEnd(arguments.subList(2, 3), program)).as("it is only read").isFalse();
    }
}
