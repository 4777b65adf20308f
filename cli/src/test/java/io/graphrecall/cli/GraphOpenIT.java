package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
class GraphOpenIT {

    @Test
    void addressUserAndTheFileOfThePasswordArePrintedButNotThePassword(GraphAddress address, @TempDir Path home)
            throws Exception {
        RunningGraph.lend(home);
        Path password = home.resolve("graph/password");

        CommandRun run = CommandRun.of(List.of("--home", home.toString()), "graph", "open");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.printed().lines()).startsWith(
                "Address:  " + address.uri(), "User:     " + address.user(), "Password: in " + password)
                .last().asString().startsWith("For example: NEO4J_PASSWORD=").endsWith(" -u " + address.user());
        assertThat(Files.readString(password)).isEqualToIgnoringNewLines(address.password());
        assertThat(run.printed()).doesNotContain(address.password());
    }
}
