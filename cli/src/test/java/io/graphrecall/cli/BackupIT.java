package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.GraphLock;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Back up, change and restore a home with its local Neo4j. */
class BackupIT {

    private static final List<String> DUMPS = List.of(
            "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties",
            "MATCH (a)-[r]->(b) RETURN properties(a) AS a, type(r) AS type, properties(r) AS properties, properties(b) AS b");
    private static final String CHANGE = """
            MATCH (:User)-[e:CLICKED]->() MERGE (c:Content {content_id: 'b'}) SET c.title = 'blue' DELETE e""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private String printed = "";
    private String errors = "";

    @AfterEach
    void stopGraph() {
        run("graph", "stop");
    }

    @Test
    void aRestoredGraphEqualsTheBackedUpOne() throws IOException {
        Path data = Files.createDirectories(root.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"), """
                {"content_id":"a","title":"red","tags":["x"],"vectors":{"clip":[1,0.5]}}
                {"content_id":"b","title":"green","author":"u-1"}
                """);
        Files.writeString(data.resolve("events.jsonl"), """
                {"user_id":"u-1","action":"click","content_id":"a","timestamp":1767225600000}
                {"user_id":"u-1","action":"search","query":"shoes","timestamp":1767225602000}
                """);
        String backup = root.resolve("backup").toString();
        Files.createDirectories(root.resolve("home/media"));
        Files.writeString(root.resolve("home").resolve("recall.conf"), "recall.seed = 7");
        succeed("graph", "stop");
        assertThat(printed).startsWith("Not running: ").contains(" has no graph; name another home folder with --home");
        RunningGraph.keepPlans(root.resolve("home"));
        succeed("graph", "start");
        assertThat(printed).startsWith("Running at bolt://");
        succeed("graph", "start");
        assertThat(printed).startsWith("Already running at bolt://");
        succeed("graph", "open");
        String opened = printed;
        assertThat(opened).contains("graph/password')\" cypher-shell -a bolt://127.0.0.1:");
        succeed("load", data.toString());
        List<String> dump = dump();

        assertThat(run("backup", backup)).isEqualTo(1);
        assertThat(errors).contains("in use by process").endsWith(": stop it with recall graph stop\n");
        succeed("backup", backup, "--stop");
        assertThat(printed).startsWith("Backed up graph, recall.conf to " + backup)
                .containsPattern(
                        "\nNot in the backup: (.+, )?media\\. Copy media and certificates with your other files\n$");
        assertThat(root.resolve("backup").resolve("backup.json")).content().containsPattern("\"seq\" : [1-9]")
                .containsPattern("\"graph_id\" : \"[^\"]+\"");
        assertThat(dump()).as("Neo4j is started again").isEqualTo(dump);

        query(CHANGE);
        assertThat(dump()).isNotEqualTo(dump);
        assertThat(run("restore", backup, "--replace")).isEqualTo(1);
        assertThat(errors).endsWith(": stop it with recall graph stop\n");
        succeed("graph", "stop");
        assertThat(printed).isEqualTo("Stopped\n");
        try (GraphLock lock = LocalGraph.lock(root.resolve("home"))) {
            assertThat(lock).isNotNull();
            assertThat(run("graph", "stop")).isEqualTo(1);
            assertThat(errors).contains("is not ready, but a process uses its store");
        }
        succeed("graph", "stop");
        assertThat(printed).isEqualTo("Not running\n");
        assertThat(run("restore", backup)).isEqualTo(1);
        assertThat(errors).contains("already has graph, recall.conf: pass --replace");

        succeed("restore", backup, "--replace");

        assertThat(printed).startsWith("Restored graph, recall.conf of ");
        succeed("graph", "open");
        assertThat(printed).as("the address stays").isEqualTo(opened);
        assertThat(dump()).isEqualTo(dump);
        assertThatAStopDuringATransactionIsFast();
    }

    private void assertThatAStopDuringATransactionIsFast() {
        Path home = root.resolve("home");
        try (Driver busy = connect()) {
            busy.session().beginTransaction().run("UNWIND range(1, 100000) AS i CREATE (:Uncommitted {i: i})")
                    .consume();
            long start = System.nanoTime();
            assertThat(LocalGraph.stop(home)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
        assertThat(LocalGraph.status(home).isRunning()).isFalse();
        assertThat(LocalGraph.stop(home)).isFalse();
    }

    private List<Record> query(String statement) {
        try (Driver driver = connect()) {
            return driver.executableQuery(statement).execute().records();
        }
    }

    private Driver connect() {
        GraphAddress address = LocalGraph.status(root.resolve("home")).address().orElseThrow();
        return GraphDatabase.driver(address.uri(), AuthTokens.basic(address.user(), address.password()));
    }

    @Test
    void aRemoteDatabaseIsLeftToItsOwnTools() {
        for (String command : List.of("backup", "restore")) {
            assertThat(run("--neo4j-uri", "bolt://127.0.0.1:1", command, "DIR")).isEqualTo(2);
            assertThat(errors).startsWith("recall: " + command + " works on the local Neo4j of a home")
                    .contains("neo4j-admin database dump");
        }
    }

    private List<String> dump() {
        return DUMPS.stream()
                .flatMap(statement -> query(statement).stream().map(row -> row.asMap().toString()).sorted())
                .toList();
    }

    private void succeed(String... words) {
        assertThat(run(words)).as(errors).isZero();
    }

    private int run(String... words) {
        CommandRun run = CommandRun.of(List.of("--home", root.resolve("home").toString()), words);
        printed = run.printed();
        errors = run.errors();
        return run.exitCode();
    }
}
