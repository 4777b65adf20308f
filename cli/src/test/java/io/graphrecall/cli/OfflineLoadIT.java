package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.home.RecallHome;
import io.graphrecall.home.offline.OfflineLoad;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.EventIdentity;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** First loads by Neo4j's importer, compared with loads by transactions. */
@ExtendWith(RunningGraph.class)
@ResourceLock(RunningGraph.NAME)
class OfflineLoadIT {

    private static final CypherStatement NODES = new CypherStatement("test/nodes", """
            MATCH (n) WHERE NOT n:Migration
            RETURN labels(n) AS labels, properties(n) AS properties""");
    private static final CypherStatement RELATIONSHIPS = new CypherStatement("test/relationships", """
            MATCH (a)-[r]->(b)
            RETURN labels(a) + labels(b) AS labels, type(r) AS type, properties(r) AS properties,
                   coalesce(a.user_id, a.content_id, a.item_id, a.text, a.key, a.name) AS source,
                   coalesce(b.user_id, b.content_id, b.item_id, b.text, b.key, b.name) AS target""");
    private static final int LONG_TEXT = 5_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private String printed = "";
    private String errors = "";

    @Test
    void theImporterMakesTheGraphOfTransactions(GraphAddress address) throws IOException {
        Path data = root.resolve("data");
        succeed("world", data.toString(), "--users", "60", "--contents", "80", "--events", "7000", "--no-media");
        addHandMadeRecords(data);
        String summary;
        List<String> graph;
        try (RecallHome transactions = RecallHome.remote(root.resolve("transactions"), address)) {
            succeed("--home", home("transactions"), "--neo4j-uri", address.uri().toString(), "--neo4j-user",
                    address.user(), "--neo4j-password", address.password(), "load", data.toString());
            summary = printed.replace(home("transactions"), home("offline"));
            graph = dump(transactions);
        }
        Path home = root.resolve("offline");
        Path passwordFile = LocalGraph.passwordFile(home);
        Files.createDirectories(passwordFile.getParent());
        Files.writeString(passwordFile, "a password of before");
        succeed("--home", home("offline"), "load", data.toString(), "--offline");

        assertThat(printed).isEqualTo(summary).contains("6 dead letters",
                "Query nodes that only other records mention");
        assertThat(home.resolve("dead-letters.jsonl"))
                .hasSameTextualContentAs(root.resolve("transactions/dead-letters.jsonl"));
        assertThat(home).isDirectoryNotContaining("glob:**/.import-*");
        assertThat(passwordFile).hasContent("a password of before");
        Files.createDirectories(home.resolve(".import-killed/files"));
        try (RecallHome offline = RecallHome.local(home)) {
            assertThat(home.resolve(".import-killed")).doesNotExist();
            assertThat(dump(offline)).hasSizeGreaterThan(3_000).isEqualTo(graph);
            succeed("--home", home("offline"), "load", data.toString());
            assertThat(printed).doesNotContain("written").doesNotContain("only other records mention");
            assertThat(dump(offline)).isEqualTo(graph);
            assertThat(run("--home", home("offline"), "load", data.toString(), "--offline")).isEqualTo(1);
            assertThat(errors).contains("is running: end the command that started it");
        }
        assertThat(run("--home", home("offline"), "load", data.toString(), "--offline")).isEqualTo(1);
        assertThat(errors).endsWith("is not empty: add to it with recall load without --offline\n");
    }

    @Test
    void anInterruptedImportLeavesTheHomeAsItWas() throws IOException {
        Path data = Files.createDirectories(root.resolve("data"));
        Files.writeString(data.resolve("events.jsonl"),
                "{\"user_id\":\"u\",\"action\":\"click\",\"content_id\":\"c\",\"timestamp\":1767225600000}\n");
        Path home = Files.createDirectories(root.resolve("home"));
        for (String task : List.of("Importing", "Creating indexes")) {
            assertThatExceptionOfType(RecallException.class)
                    .isThrownBy(() -> new OfflineLoad(home).run(DataSetFolder.open(data), false, summary -> {
                    }, interruptedAt(task)))
                    .matches(e -> e.code() == RecallException.Code.CANCELLED);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(home).isEmptyDirectory();
        }
    }

    @Test
    void aLinkedGraphFolderIsLeftAlone() throws IOException {
        Path data = Files.createDirectories(root.resolve("data"));
        Files.writeString(data.resolve("contents.jsonl"), "{\"content_id\":\"c\"}\n");
        Path home = Files.createDirectories(root.resolve("home"));
        Path volume = Files.createDirectories(root.resolve("volume"));
        Path link = Files.createSymbolicLink(home.resolve("graph"), volume);

        assertThat(run("--home", home.toString(), "load", data.toString(), "--offline")).isEqualTo(1);

        assertThat(errors).contains("graph is a symbolic link, which an offline load does not replace");
        assertThat(link).isSymbolicLink();
        assertThat(volume).isEmptyDirectory();
    }

    @Test
    void filesForAnotherNeo4jAreWrittenWithTheirCommand() throws IOException {
        Path data = Files.createDirectories(root.resolve("data"));
        Files.writeString(data.resolve("users.jsonl"), "{\"user_id\":\"u\",\"follows\":[\"v\"]}\n");
        Path files = root.resolve("files");
        succeed("--home", home("home"), "load", data.toString(), "--import-files", files.toString());

        assertThat(printed).endsWith("Next, on a stopped Neo4j: cd " + files
                + " && neo4j-admin database import full @import.args neo4j\n");
        assertThat(Files.readAllLines(files.resolve("import.args"))).contains("--nodes=User=./user-0.csv",
                "--relationships=FOLLOWS=./user-follows-user-0.csv", "--nodes=Sequence=./sequence-2.csv");
        assertThat(Files.readString(files.resolve("user-0.csv"))).startsWith("user_id:ID(User),digest:string,")
                .contains("\nv,,");
        assertThat(root.resolve("home")).doesNotExist();
        assertThat(run("load", data.toString(), "--import-files", files.toString())).isEqualTo(1);
        assertThat(errors).endsWith("files is not empty; name a new folder\n");
    }

    @Test
    void afterAFailureFilesCanBeWrittenAgain() throws IOException {
        Path data = Files.createDirectories(root.resolve("data"));
        Path users = data.resolve("users.jsonl");
        Files.writeString(users, "{\"user_id\":\"u\"}\n{}\n");
        Path files = Files.createDirectories(root.resolve("files"));
        String[] words = {"--home", home("home"), "load", data.toString(), "--import-files", files.toString()};
        assertThat(run(words)).isEqualTo(1);
        assertThat(errors).contains("1 of 2 records rejected");
        assertThat(files).isEmptyDirectory();
        Files.writeString(users, "{\"user_id\":\"u\"}\n");
        succeed(words);
        assertThat(files.resolve("import.args")).exists();
    }

    @Test
    void wrongCombinationsAreUsageErrors() {
        for (String[] words : new String[][] {{"load", "DIR", "--offline", "--import-files", "F"},
            {"load", "DIR", "--offline", "--check"}, {"load", "--offline", "--kafka", "T"},
            {"load", "DIR", "--offline", "--neo4j-uri", "bolt://127.0.0.1:1"}}) {
            assertThat(run(words)).as(String.join(" ", words)).isEqualTo(2);
        }
    }

    /** Adds records with values that files and types make difficult, and events that repeat and contradict others. */
    private static void addHandMadeRecords(Path data) throws IOException {
        add(data, "tags.jsonl", List.of(
                "{'tag':'a;b','parent':'p|1','synonyms':['x;y',' \\'q\\' ','line\\nbreak']}", "{'tag':'p|1'}",
                "{'tag':'c1','parent':'c2'}", "{'tag':'c2','parent':'c1'}"), List.of());
        add(data, "categories.jsonl", List.of(
                "{'category':['A;B','C/D'],'domain':'content','maps_to':['Shop','X']}",
                "{'category':['Shop'],'domain':'item'}"), List.of());
        add(data, "users.jsonl", List.of(
                "{'user_id':'u;1','profile':{'k':'v\\'\\n','n':1.5},'follows':['nobody','u2'],'blocks':['u2'],'mutes':['a;b','new']}",
                "{'user_id':'u2','age':1}", "{'user_id':'u2','age':3}"), List.of());
        String all = "'category':['A;B'],'categories':[['A;B','C/D']],'attributes':{'br,and':['O;P','\\'']},'tags':['a;b','x'],"
                + "'published_at':'2024-01-01','media':{'cover':'c.jpg','frames':['f;1.jpg','f 2.jpg']},"
                + "'vectors':{'hand':[0.1,-1e-20,3.4e38,-0.0]}";
        List<String> values = List.of("5", "5.5", "1e300", "-0.0", "0.1", "true", "'5'", "'true'", "''", "' '", "[1,2]",
                "[1.5,2.0]", "[true,false]", "['a','b;c']", "[1,2.5]", "[]", "['']", "['','']", "{'a':1}",
                "[';','|','~','^','\\t','\\u001f']", "9223372036854775807", "-9223372036854775808",
                "123456789012345678901234567890", "'\\u0000'", "'\\ud83d\\ude00'", "'\\\\'");
        List<String> contents = new ArrayList<>(IntStream.range(0, values.size())
                .mapToObj(i -> "{'content_id':'mixed %d','mixed':%s,'other':%s}".formatted(i, values.get(i),
                        values.get((i + 7) % values.size())))
                .toList());
        contents.add(
                "{'content_id':'c,1','title':'He said \\'x\\', \\\\ back\\r\\nnew','author':'someone'," + all + "}");
        contents.add("{'content_id':'\\'c\\'','title':'','description':'%s','status':'hidden'}"
                .formatted("x".repeat(LONG_TEXT)));
        contents.add("{'content_id':'names','a:b':1,'x{y':2,'y}':3,'x(y':4,'\\'q\\'':5,',':6,'n l':7,'ID':8,':ID':9,"
                + "':LABEL':10,'é中':11,' blank ':12,'p:long':'text','{a:1}':13}");
        add(data, "contents.jsonl", contents, List.of());
        add(data, "items.jsonl",
                List.of("{'item_id':'c,1','title':'same key','author':'no author'," + all + ",'mixed':1}"), List.of());
        String computed = EventIdentity.of(new UserId("u2"), Action.CLICK, new ContentId("c,1"),
                Instant.ofEpochMilli(1_700_000_000_000L), null, null, 0);
        String event = "{'user_id':'u2','action':'%s','%s':'%s','timestamp':%d%s}";
        List<String> first = new ArrayList<>(List.of(
                event.formatted("click", "content_id", "c,1", 1_700_000_000_000L, ""),
                event.formatted("click", "content_id", "c,1", 1_700_000_000_000L, ""),
                event.formatted("click", "content_id", "nowhere", 5L, ",'event_id':'e1','scene':' ','dwell_ms':0"),
                event.formatted("search", "query", "new\\nquery, \\'quoted\\'", 6L, ",'event_id':'e2'"),
                event.formatted("purchase", "item_id", "no item", 7L,
                        ",'event_id':'e3','query':'asked','request_id':'r;1'"),
                event.formatted("impression", "content_id", "shown only", 8L, ",'event_id':'e4'"),
                event.formatted("click", "content_id", "c,1", 8L, ",'event_id':'e4'")));
        for (int i = 0; i < 700; i++) {
            first.add(event.formatted("impression", "content_id", "i" + i % 600 + (i % 3 == 0 ? ";" : ""),
                    1_700_000_000_000L - i / 2, ""));
        }
        List<String> last = List.of(
                event.formatted("click", "content_id", "c,1", 1_700_000_000_000L, ",'event_id':'" + computed + "'"),
                event.formatted("like", "content_id", "c,1", 1_700_000_000_000L, ",'event_id':'" + computed + "'"),
                event.formatted("click", "content_id", "nowhere", 5L, ",'event_id':'e1','scene':' ','dwell_ms':0"),
                event.formatted("click", "content_id", "nowhere", 5L, ",'event_id':'e1','dwell_ms':0"),
                event.formatted("search", "query", "new\\nquery, \\'quoted\\'", 6L, ",'event_id':'e2'"),
                event.formatted("search", "query", "another", 6L, ",'event_id':'e2'"),
                event.formatted("purchase", "item_id", "no item", 7L,
                        ",'event_id':'e3','query':'asked','request_id':'r;1'"),
                event.formatted("purchase", "item_id", "no item", 8L, ",'event_id':'e3'"),
                event.formatted("like", "content_id", "c,1", 8L, ",'event_id':'e4'"),
                event.formatted("impression", "content_id", "i1", 1_600_000_000_000L, ""),
                event.formatted("impression", "content_id", "i599", 1_700_000_000_001L, ""),
                event.formatted("impression", "content_id", "i599", 1_700_000_000_001L, ""),
                "{'user_id':'u2','action':'fly'}");
        add(data, "events.jsonl", first, last);
    }

    private static void add(Path data, String name, List<String> first, List<String> last) throws IOException {
        Path file = data.resolve(name);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        Files.write(file, Stream.of(json(first), lines, json(last)).flatMap(List::stream).toList());
    }

    /** Replaces the quotes of keys and texts. Escaped ones stay. */
    private static List<String> json(List<String> lines) {
        return lines.stream().map(line -> line.replace('\'', '"')).toList();
    }

    private static List<String> dump(RecallHome home) {
        List<String> lines = new ArrayList<>();
        home.graph().stream(NODES, Map.of(),
                row -> lines.add(row.strings("labels") + " " + typed(row.map("properties"))));
        home.graph().stream(RELATIONSHIPS, Map.of(), row -> lines.add("%s (%s)-%s-(%s) %s".formatted(
                row.strings("labels"), row.string("source"), row.string("type"), row.string("target"),
                typed(row.map("properties")))));
        lines.sort(null);
        return lines;
    }

    /** Returns properties with the types of their values, without the random id of the graph. */
    private static String typed(Map<String, Object> properties) {
        Map<String, String> typed = new TreeMap<>();
        properties.forEach((name, value) -> typed.put(name, typed(value)));
        typed.remove("graph_id");
        return typed.toString();
    }

    private static String typed(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(OfflineLoadIT::typed).toList().toString()
                : value.getClass().getSimpleName() + " " + value;
    }

    private static Progress interruptedAt(String task) {
        return new Progress() {
            @Override
            public void begin(String name, long total) {
                if (name.equals(task)) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void advance(long steps) {}

            @Override
            public void end(String outcome) {}
        };
    }

    private String home(String name) {
        return root.resolve(name).toString();
    }

    private void succeed(String... words) {
        assertThat(run(words)).as(errors).isZero();
    }

    private int run(String... words) {
        CommandRun run = CommandRun.of(words);
        printed = run.printed();
        errors = run.errors();
        return run.exitCode();
    }
}
