package io.graphrecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class GraphCommandTest {

    @Test
    void theShellCommandPassesThePasswordInTheEnvironmentOfAHomeOfAnyName(@TempDir Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("ann's `graph` $(touch ran) \"\\"));
        Path password = Files.writeString(home.resolve("password"), "se cret\n");
        GraphAddress address = new GraphAddress(URI.create("bolt://127.0.0.1:7687"), "neo4j", "se cret");

        Process shell = new ProcessBuilder("bash", "-c",
                "cypher-shell() { echo \"$NEO4J_PASSWORD|$*\"; }; " + GraphCommand.shellCommand(address, password))
                .directory(folder.toFile()).redirectErrorStream(true).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("se cret|-a bolt://127.0.0.1:7687 -u neo4j\n");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void aStopSaysWhoUsedTheGraph() {
        assertThat(GraphCommand.stopped(List.of())).isEqualTo("Stopped");
        assertThat(GraphCommand.stopped(List.of(12L, 34L))).startsWith("Stopped while process 12, 34 used it; ")
                .endsWith("recall graph start");
    }
}
