package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.testing.GraphTestBase;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

class ContentCommunitiesIT extends GraphTestBase {

    /**
     * Four groups of ten contents. A user clicks five contents of one group and one of the next. Half of each group have
     * its tag, as does a content without clicks. All contents have a common tag.
     */
    private static final String PLANTED = """
            CREATE (common:Tag {name: 'common'}), (:Content {content_id: 'alone'}),
                   (gone:Content {content_id: 'gone', status: 'deleted'})-[:HAS_TAG]->(common)
            WITH common, gone
            UNWIND range(0, 3) AS g
            CREATE (tag:Tag {name: 'tag ' + g}), (cold:Content {content_id: g + ' cold', title: 'Cold ' + g}),
                   (cold)-[:HAS_TAG {weight: 1.0}]->(tag)
            WITH common, gone, g, tag
            UNWIND range(0, 9) AS c
            CREATE (content:Content {content_id: g + ' ' + c})-[:HAS_TAG {weight: 1.0}]->(common)
            FOREACH (even IN CASE c % 2 WHEN 0 THEN [1] ELSE [] END | CREATE (content)-[:HAS_TAG {weight: 1.0}]->(tag))
            WITH DISTINCT gone
            UNWIND range(0, 39) AS u
            CREATE (user:User {user_id: 'u' + u})-[:CLICKED {event_id: 'gone ' + u, at: u, ord: 0}]->(gone)
            WITH user, u
            UNWIND range(0, 5) AS k
            MATCH (content:Content {content_id: (u + CASE k WHEN 5 THEN 1 ELSE 0 END) % 4 + ' ' + (u / 4 + 3 * k) % 10})
            CREATE (user)-[:CLICKED {event_id: u + ' ' + k, at: 1000 + u, ord: k}]->(content)""";
    private static final String MEMBERS = """
            MATCH (c:Content)-[:IN_COMMUNITY]->(k:Community) WITH k, c ORDER BY c.content_id
            WITH k, collect(c.content_id) AS members
            RETURN k.key + ' (' + k.contents + '): ' + reduce(s = '', m IN members | s + m + ', ') AS line ORDER BY line""";

    private static final String PROJECTIONS = "CALL gds.graph.list() YIELD graphName RETURN graphName AS line";

    @TempDir
    private Path folder;

    ContentCommunitiesIT(GraphAddress address) {
        super(address, PLANTED);
    }

    @Test
    void plantedCommunitiesAreFoundExactly() {
        ContentCommunities.Written written = write(Progress.NONE);

        assertThat(written).isEqualTo(new ContentCommunities.Written(4, 44, 11));
        assertThat(graph.lines(MEMBERS)).containsExactlyElementsOf(Stream.of(0, 1, 2, 3).map(
                g -> "%d (11): %s%d cold, ".formatted(g + 1,
                        String.join("",
                                Stream.iterate(0, c -> c < 10, c -> c + 1).map(c -> g + " " + c + ", ").toList()),
                        g))
                .toList());
        assertThat(graph.lines("MATCH (k:Community) RETURN k.name AS line ORDER BY k.key"))
                .containsExactly("tag 0", "tag 1", "tag 2", "tag 3");
    }

    @Test
    void aRepetitionChangesNothingAndAChangedGraphReplacesCommunities() {
        write(Progress.NONE);
        List<String> once = graph.dump();
        write(Progress.NONE);
        assertThat(graph.dump()).isEqualTo(once);

        graph.run("MATCH (c:Content) WHERE c.content_id STARTS WITH '3 ' SET c.status = 'deleted'");
        assertThat(write(Progress.NONE).contents()).isEqualTo(33);
        assertThat(graph.lines(MEMBERS)).noneMatch(line -> line.contains("3 cold"));
        List<String> replaced = graph.dump();
        graph.run("MATCH (k:Community) DETACH DELETE k");
        write(Progress.NONE);
        assertThat(graph.dump()).isEqualTo(replaced);
    }

    @Test
    void aGenerationIsTheSameWithAndWithoutCommunities() {
        Map<String, GenerationManifest.FileEntry> before = build().files();
        write(Progress.NONE);

        assertThat(build().files()).isEqualTo(before);
        assertThat(graph.lines(MEMBERS)).hasSize(4);
    }

    @Test
    void aCancelledSearchLeavesNoProjectionAndTheNextOneWritesTheRest() {
        for (String task : List.of("Projecting the graph", "Finding communities", "Writing communities",
                "Describing communities")) {
            assertThatExceptionOfType(RecallException.class).as(task).isThrownBy(() -> write(interruptingAt(task)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CANCELLED))
                    .withMessage("the search for communities was cancelled");
            assertThat(Thread.interrupted()).as(task).isTrue();
            assertThat(graph.lines(PROJECTIONS)).as(task)
                    .isEmpty();
        }
        write(Progress.NONE);
        assertThat(graph.lines(MEMBERS)).hasSize(4);
    }

    @Test
    void anInterruptAtAnyTimeCancelsAndLeavesNoProjection() throws InterruptedException {
        write(Progress.NONE);
        for (int millis = 1; millis < 1_000; millis = millis * 3 / 2 + 1) {
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Thread search = Thread.ofPlatform().uncaughtExceptionHandler((thread, e) -> failure.set(e))
                    .start(() -> write(Progress.NONE));
            search.join(millis);
            search.interrupt();
            search.join();
            if (failure.get() != null) {
                assertThat(failure.get()).isInstanceOf(RecallException.class)
                        .hasMessage("the search for communities was cancelled");
            }
            assertThat(graph.lines(PROJECTIONS)).isEmpty();
            assertThat(graph.lines(MEMBERS)).hasSize(4);
        }
    }

    @Test
    void aNeo4jWithoutGdsIsNamedAndUnchanged() throws IOException {
        String previous = System.getProperty("graphrecall.neo4j.dist");
        System.setProperty("graphrecall.neo4j.dist", distributionWithoutGds().toString());
        try (LocalGraph local = LocalGraph.attachOrStart(folder.resolve("home"));
                GraphClient client = GraphClient.connect(
                        local.address().uri(), local.address().user(), local.address().password())) {
            assertThatExceptionOfType(RecallException.class)
                    .isThrownBy(() -> new ContentCommunities(client).replace(1, 0, Progress.NONE))
                    .withMessageContaining("has no Graph Data Science library")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
        } finally {
            if (previous == null) {
                System.clearProperty("graphrecall.neo4j.dist");
            } else {
                System.setProperty("graphrecall.neo4j.dist", previous);
            }
        }
    }

    /** Links the jars of the local Neo4j in a new folder, except those with the version of GDS. */
    private Path distributionWithoutGds() throws IOException {
        Path built = Path.of("..", "neo4j-local", "target", "dist").toRealPath();
        Path lib = Files.createDirectories(folder.resolve("dist").resolve("lib"));
        Files.copy(built.resolve("jvm.options"), lib.resolveSibling("jvm.options"));
        try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
            List<Path> all = jars.toList();
            String extension = all.stream().map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("opengds-extension")).findFirst().orElseThrow();
            for (Path jar : all) {
                if (!jar.toString().endsWith(extension.substring("opengds-extension".length()))) {
                    Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
                }
            }
        }
        return lib.getParent();
    }

    private ContentCommunities.Written write(Progress progress) {
        return new ContentCommunities(graph.client()).replace(1, 0, progress);
    }

    private GenerationManifest build() {
        BuildOptions options = BuildOptions.DEFAULT.withEncoder(null).withTraining(TrainingOptions.NONE);
        return new GenerationBuild(graph.client(), new GenerationStore(folder.resolve("generations")), folder)
                .run(options, Progress.NONE).orElseThrow();
    }

    private static Progress interruptingAt(String interrupted) {
        return new Progress() {
            @Override
            public void begin(String task, long total) {
                if (task.equals(interrupted)) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void advance(long steps) {}

            @Override
            public void end(String outcome) {}
        };
    }
}
