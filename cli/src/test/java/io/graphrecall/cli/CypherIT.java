package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.file.Path;
import java.util.List;

/** The command cypher with queries that find nothing. */
@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
class CypherIT {

    private final GraphAddress address;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    CypherIT(GraphAddress address) {
        this.address = address;
    }

    private CommandRun cypher(String query) {
        CommandRun run = CommandRun.of(List.of("--home", home.toString(), "--neo4j-uri", address.uri().toString(),
                "--neo4j-user", address.user(), "--neo4j-password", address.password()), "cypher", query);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return run;
    }

    @Test
    void aMistypedLabelIsNamedBesideTheEmptyResult() {
        CommandRun run = cypher("MATCH (c:Contens) RETURN c");

        assertThat(run.printed().lines()).containsExactly("c", "0 rows");
        assertThat(run.errors().lines()).singleElement().asString().startsWith("recall: ").contains("label", "Contens");
    }

    @Test
    void aBuiltInQueryWithoutRowsSaysSo() {
        CommandRun run = cypher("hub-tags");

        assertThat(run.printed().lines()).hasSize(2).last().isEqualTo("0 rows");
        assertThat(run.errors()).isEmpty();
    }
}
