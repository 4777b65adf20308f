package io.graphrecall.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.LoadOptions;
import io.graphrecall.loaders.dataset.LoadSummary;
import io.graphrecall.loaders.export.GraphExport;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

@ExtendWith(RunningGraph.class)
class GraphExportIT {

    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    /** Properties that depend on the order of loading or on the folder. */
    private static final String LOADING = "(, )?\\b(seq|ord|digest|media_folder)=[^,}]*";

    private final TestGraph graph;

    @TempDir
    private Path folder;

    GraphExportIT(GraphAddress address) {
        graph = new TestGraph(address);
        graph.empty();
    }

    @AfterEach
    void close() {
        graph.close();
    }

    private LoadSummary load(Path data) {
        return new DataSetLoader(new GraphWriter(graph.client())).load(
                DataSetFolder.open(data, Clock.fixed(END, ZoneOffset.UTC)),
                new LoadOptions(true, folder.resolve("dead-letters.jsonl")), Progress.NONE);
    }

    /** Returns nodes and relationships, without what depends on the order of loading. */
    private List<String> dump() {
        return graph.dump().stream().filter(line -> !line.startsWith("[Sequence]") && !line.startsWith("[Graph"))
                .map(line -> line.replaceAll(LOADING, "").replace("{, ", "{")).sorted().toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECALL", "PARQUET"})
    void loadingTheFilesGivesTheSameGraph(GraphExport.Format format) throws IOException {
        Path world = folder.resolve("world");
        SimulatedWorld.write(world, WorldParameters.of(30, 60, 900, 3, END), Progress.NONE);
        Files.writeString(world.resolve("contents.jsonl"), """
                {"content_id":"full","title":"A \\"title\\"\\twith\\nall","description":"d","category":["A","B"],\
                "categories":[["C"],["D","E"]],"attributes":{"colour":["red","blue"],"size":["L"]},"tags":["gel","x"],\
                "author":"u-00001","published_at":"1972-01-01T00:00:00.123Z","expires_at":"2027-01-01T00:00:00Z",\
                "status":"hidden","media":{"cover":"a.jpg","frames":["b.jpg","c.jpg"],"video":"v.mp4","audio":"s.mp3"},\
                "vectors":{"clip":[0.25,-1,3]},"views":7,"price":9.5,"own":true,"flags":["p","q"],"nested":{"a":[1]},\
                "user_id":17,"synonyms":"a"}
                {"content_id":"bare"}
                {"content_id":"5"}
                {"content_id":"5.0","title":"not 5"}
                """, StandardOpenOption.APPEND);
        Files.writeString(world.resolve("users.jsonl"),
                """
                        {"user_id":"new","profile":{"age":30,"likes":["x"]},"follows":["u-00001"],"blocks":["u-00002"],"mutes":["gel"]}
                        """,
                StandardOpenOption.APPEND);
        Files.writeString(world.resolve("events.jsonl"), """
                {"user_id":"new","action":"click","content_id":"mentioned","timestamp":"2026-04-01T00:00:00.001Z",\
                "dwell_ms":12,"scene":"search","query":"red gel","request_id":"r1"}
                {"user_id":"new","action":"impression","content_id":"full","timestamp":"2026-04-01T00:00:00Z"}
                """, StandardOpenOption.APPEND);
        assertThat(load(world).deadLetters()).isZero();
        List<String> loaded = dump();
        graph.run("MATCH (c:Content {content_id: 'bare'}), (t:Tag {name: 'gel'})"
                + " CREATE (c)-[:HAS_TAG {weight: 0.7, source: 'text'}]->(t)");

        Map<RecordKind, Long> written = new GraphExport(graph.client())
                .write(folder.resolve("out"), format, Progress.NONE);

        assertThat(written.keySet()).doesNotContain(RecordKind.VECTORS).hasSize(6);
        assertThat(written.get(RecordKind.CONTENTS)).isEqualTo(64);
        graph.empty();
        assertThat(load(folder.resolve("out")).deadLetters()).isZero();
        assertThat(dump()).isEqualTo(loaded);
        assertThat(load(folder.resolve("out")).files().values()).as("a second load changes nothing")
                .allSatisfy(counts -> assertThat(counts.written()).isZero());
    }

    @ParameterizedTest
    @EnumSource(names = {"RECALL", "PARQUET"})
    void aWithdrawnContentIsHiddenInTheFiles(GraphExport.Format format) throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"),
                "{\"content_id\":\"described\",\"tags\":[\"x\"],\"price\":9}\n");
        Files.writeString(data.resolve("events.jsonl"), """
                {"user_id":"u","action":"click","content_id":"mentioned","timestamp":"2026-04-01T00:00:00Z"}
                {"user_id":"u","action":"click","content_id":"withdrawn","timestamp":"2026-04-01T00:00:01Z"}
                """);
        load(data);
        GraphWriter writer = new GraphWriter(graph.client());
        writer.deleteContent(new ContentId("described"));
        writer.deleteContent(new ContentId("withdrawn"));
        writer.holdContent(new ContentId("unknown"));

        new GraphExport(graph.client()).write(folder.resolve("out"), format, Progress.NONE);
        graph.empty();
        assertThat(load(folder.resolve("out")).deadLetters()).isZero();

        assertThat(graph.lines("""
                MATCH (c:Content)
                RETURN c.content_id + ' ' + coalesce(c.status, '-') + ' ' + coalesce(c.extra_price, '-')
                       + ' ' + COUNT { (c)-[:HAS_TAG]->() } + COUNT { (c)<-[:CLICKED]-() } AS line ORDER BY line"""))
                .containsExactly("described hidden 9 10", "mentioned - - 01", "unknown hidden - 00",
                        "withdrawn hidden - 01");
    }

    @Test
    void atomicFilesHaveThePositiveEngagementsWithContents() throws IOException {
        Path world = folder.resolve("world");
        SimulatedWorld.write(world, WorldParameters.of(20, 30, 400, 5, END), Progress.NONE);
        Files.writeString(world.resolve("users.jsonl"), """
                {"user_id":"new","profile":{"age":30,"likes":["x"],"note":"two\\tcolumns","nothing":null}}
                {"user_id":"unknown"}
                """, StandardOpenOption.APPEND);
        load(world);
        String profiles = "MATCH (u:User) WHERE u.user_id STARTS WITH 'u-' AND u.profile IS NOT NULL"
                + " RETURN u.user_id + ' ' + u.profile AS line";
        List<String> users = graph.lines(profiles);
        new GraphExport(graph.client()).write(folder.resolve("out"), GraphExport.Format.RECBOLE, Progress.NONE);
        List<String> clicks = graph.lines("""
                MATCH (u:User)-[e:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(c:Content)
                RETURN u.user_id + ' ' + c.content_id + ' ' + e.at AS line""");
        List<String> titles = graph.lines("MATCH (c:Content) RETURN c.content_id + ' ' + c.title AS line");

        graph.empty();
        assertThat(load(folder.resolve("out")).deadLetters()).isZero();

        assertThat(graph.lines("""
                MATCH (u:User)-[e:CLICKED]->(c:Content)
                RETURN u.user_id + ' ' + c.content_id + ' ' + e.at AS line""")).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(clicks);
        assertThat(graph.lines("MATCH (c:Content) RETURN c.content_id + ' ' + c.title AS line"))
                .containsExactlyInAnyOrderElementsOf(titles);
        assertThat(graph.lines(profiles)).isNotEmpty().containsExactlyInAnyOrderElementsOf(users);
        assertThat(graph.lines("MATCH (u:User {user_id: 'new'}) RETURN u.profile AS line")).containsExactly(
                "{\"age\":\"30\",\"likes\":\"[\\\"x\\\"]\",\"note\":\"two columns\"}");
    }

    @Test
    void aFolderWithFilesIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("mine"), "");
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> new GraphExport(graph.client())
                        .write(folder, GraphExport.Format.RECALL, Progress.NONE))
                .withMessageContaining("is not empty; export to a new folder");
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("mine"));
    }

    @Test
    void aFieldWithValuesOfSeveralTypesIsTextInParquet() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"), """
                {"content_id":"a","size":7}
                {"content_id":"b","size":"large"}
                {"content_id":"c","size":[1,2]}
                """);
        load(data);
        new GraphExport(graph.client()).write(folder.resolve("out"), GraphExport.Format.PARQUET, Progress.NONE);
        graph.empty();
        load(folder.resolve("out"));
        assertThat(graph.lines("MATCH (c:Content) RETURN c.content_id + ' ' + c.extra_size AS line ORDER BY line"))
                .containsExactly("a 7", "b large", "c [1,2]");
    }

    @Test
    void aFieldThatParquetWouldMakeAnAttributeIsRefused() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"), "{\"content_id\":\"a\",\"attributes.size\":7}\n");
        load(data);
        GraphExport export = new GraphExport(graph.client());
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> export.write(folder.resolve("out"), GraphExport.Format.PARQUET, Progress.NONE))
                .withMessageContaining("'attributes.size' would be read as part of another field");
        export.write(folder.resolve("out"), GraphExport.Format.RECALL, Progress.NONE);
        assertThat(folder.resolve("out/contents.jsonl")).content().contains("\"attributes.size\":7");
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledExportLeavesNoFiles(GraphExport.Format format) throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"), "{\"content_id\":\"a\"}\n{\"content_id\":\"b\"}\n");
        load(data);
        Progress cancelling = new Progress() {
            @Override
            public void begin(String task, long total) {}

            @Override
            public void end(String outcome) {}

            @Override
            public void advance(long steps) {
                Thread.currentThread().interrupt();
            }
        };
        try {
            assertThatExceptionOfType(RecallException.class)
                    .isThrownBy(() -> new GraphExport(graph.client()).write(folder.resolve("out"), format, cancelling))
                    .matches(failure -> failure.code() == RecallException.Code.CANCELLED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }
}
