package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.cypher.testing.EmptyGraphTestBase;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class DataSetLoaderIT extends EmptyGraphTestBase {

    private static final int MAX_LINE_BYTES = 10 << 20;
    private static final String EVENTS_IN_GRAPH = "MATCH (:User)-[r]->() WHERE r.event_id IS NOT NULL RETURN count(r) AS n";

    @TempDir
    private Path folder;

    private final GraphAddress address;
    private final DataSetLoader loader;

    DataSetLoaderIT(GraphAddress address) {
        super(address);
        this.address = address;
        loader = LoadMain.loader(graph.client());
    }

    @Test
    void everyFieldOfEveryFileIsLoaded() throws IOException {
        write("dataset.json", "{'name':'tiny','timestamps':'real','protocol':'temporal'}");
        write("tags.jsonl", "{'tag':'gel','parent':'nails','synonyms':['凝胶']}");
        write("categories.jsonl", "{'category':['Shop','Polish'],'domain':'item','maps_to':['Makeup','Nails']}");
        write("users.jsonl", "{'user_id':'u','profile':{'age':30},'follows':['a'],'blocks':['b'],'mutes':['spam']}");
        write("contents.jsonl", "{'content_id':'c','title':'Gel','description':'How','category':['Makeup','Nails'],"
                + "'attributes':{'brand':['OPI']},'tags':['gel'],'author':'a','published_at':'2026-01-01','expires_at':"
                + "'2027-01-01','status':'active','media':{'cover':'c.jpg'},'vectors':{'clip':[1]},'price':5}");
        write("items.jsonl",
                "{'item_id':'i','title':'Polish','category':['Shop','Polish'],'attributes':{'brand':['OPI']},"
                        + "'tags':['gel']}");
        write("events.jsonl",
                "{'event_id':'e','user_id':'u','action':'click','content_id':'c','timestamp':'2026-01-02T00:00:00Z',"
                        + "'dwell_ms':9,'scene':'feed','query':'gel','request_id':'r','device':'phone'}");
        LoadSummary summary = load();

        assertThat(graph.dump()).filteredOn(line -> !line.contains("digest")).containsExactlyInAnyOrder(
                "(a)-PUBLISHED{}->(c)", "(c)-HAS_ATTRIBUTE{}->(brand\u001fOPI)",
                "(c)-HAS_TAG{source=given, weight=1.0}->(gel)", "(c)-IN_CATEGORY{}->(Nails)",
                "(gel)-CHILD_OF{}->(nails)",
                "(i)-HAS_ATTRIBUTE{}->(brand\u001fOPI)", "(i)-HAS_TAG{source=given, weight=1.0}->(gel)",
                "(i)-IN_CATEGORY{}->(Polish)", "(Nails)-CHILD_OF{}->(Makeup)", "(Polish)-CHILD_OF{}->(Shop)",
                "(Polish)-MAPS_TO{}->(Nails)", "(u)-BLOCKS{}->(b)",
                "(u)-CLICKED{at=1767312000000, dwell_ms=9, event_id=e, ord=1, query=gel, request_id=r, scene=feed}->(c)",
                "(u)-FOLLOWS{}->(a)", "(u)-MUTES{}->(spam)",
                "[Attribute]{key=brand\u001fOPI, property=brand, value=OPI}",
                "[Category]{domain=content, key=content\u001fMakeup, name=Makeup, path=[Makeup]}",
                "[Category]{domain=content, key=content\u001fMakeup\u001fNails, name=Nails, path=[Makeup, Nails]}",
                "[Category]{domain=item, key=item\u001fShop, name=Shop, path=[Shop]}",
                "[DataSet]{name=tiny, protocol=temporal, timestamps=real}", "[Query]{text=gel}",
                "[Sequence]{locked=true, name=seq, value=6}", "[Tag]{name=nails}", "[Tag]{name=spam}",
                "[User]{user_id=a}", "[User]{user_id=b}");
        assertThat(summary.files()).containsExactly(entry(RecordKind.TAGS, written(1)),
                entry(RecordKind.CATEGORIES, written(1)), entry(RecordKind.USERS, written(1)),
                entry(RecordKind.CONTENTS, written(1)), entry(RecordKind.ITEMS, written(1)),
                entry(RecordKind.EVENTS, written(1)));
        assertThat(summary.unknownFields()).containsExactly(entry("events.jsonl device", 1L));
        assertThat(summary.placeholders()).containsOnly(entry(NodeLabel.USER, 2L), entry(NodeLabel.TAG, 2L),
                entry(NodeLabel.QUERY, 1L));
        assertThat(summary.seq()).isEqualTo(6);
        assertThat(summary.deadLetters()).isZero();
        assertThat(deadLetterFile()).doesNotExist();
    }

    @Test
    void loadingTwiceChangesNothing() throws IOException {
        RandomDataSet.write(folder, 3_000);
        LoadSummary first = load();
        List<String> dump = graph.dump();
        LoadSummary second = load();

        assertThat(first.deadLetters()).isZero();
        assertThat(second.deadLetters()).isZero();
        assertThat(second.files()).allSatisfy((file, counts) -> {
            assertThat(counts.written()).isZero();
            assertThat(counts.unchanged() + counts.superseded()).isEqualTo(counts.read());
        });
        assertThat(second.placeholders()).isEmpty();
        assertThat(second.seq()).isEqualTo(first.seq());
        assertThat(graph.dump()).isEqualTo(dump);
    }

    @Test
    void aFailedLoadDoesNotRenameTheDataSet() throws IOException {
        write("dataset.json", "{'name':'first'}");
        write("contents.jsonl", "{'content_id':'c'}");
        load();
        write("dataset.json", "{'name':'second'}");
        write("contents.jsonl", "{'content_id':''}");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> loader.load(
                DataSetFolder.open(folder), new LoadOptions(true, deadLetterFile()), Progress.NONE));
        assertThat(graph.dump()).anyMatch(line -> line.startsWith("[DataSet]") && line.contains("name=first"));
        write("contents.jsonl", "{'content_id':'d'}");
        load();
        assertThat(graph.dump()).anyMatch(line -> line.startsWith("[DataSet]") && line.contains("name=second"));
        Files.delete(folder.resolve("dataset.json"));
        load();
        assertThat(graph.dump()).as("a folder without metadata keeps those of the graph")
                .anyMatch(line -> line.startsWith("[DataSet]") && line.contains("name=second"));
    }

    @Test
    void aHeldContentIsSkippedAndNoDeadLetter() throws IOException {
        new GraphWriter(graph.client()).holdContent(new ContentId("c"));
        write("contents.jsonl", "{'content_id':'c'}", "{'content_id':'d'}");
        LoadSummary summary = loader.load(
                DataSetFolder.open(folder), new LoadOptions(true, deadLetterFile()), Progress.NONE);
        assertThat(summary.files()).containsExactly(entry(RecordKind.CONTENTS, new FileCounts(2, 1, 0, 0, 0, 0, 1, 0)));
        assertThat(summary.lines()).contains("contents.jsonl: 2 read, 1 written, 1 held as withdrawn");
    }

    @Test
    void aTagParentIsTurnedRoundAcrossBatches() throws IOException {
        DataSetLoader single = new DataSetLoader(new GraphWriter(graph.client()), 1, 1);
        LoadOptions strict = new LoadOptions(true, deadLetterFile());
        write("tags.jsonl", "{'tag':'a','parent':'b'}", "{'tag':'b'}");
        single.load(DataSetFolder.open(folder), strict, Progress.NONE);
        write("tags.jsonl", "{'tag':'b','parent':'a'}", "{'tag':'a'}");

        LoadSummary summary = single.load(DataSetFolder.open(folder), strict, Progress.NONE);
        assertThat(summary.files()).containsExactly(entry(RecordKind.TAGS, written(2)));
        assertThat(graph.dump()).contains("(b)-CHILD_OF{}->(a)").doesNotContain("(a)-CHILD_OF{}->(b)");

        write("tags.jsonl", "{'tag':'b','parent':'a'}", "{'tag':'a','parent':'b'}");
        single.load(DataSetFolder.open(folder), new LoadOptions(false, deadLetterFile()), Progress.NONE);
        assertThat(deadLetters()).containsExactly("tags.jsonl 2 tag 'a' would be an ancestor of itself through 'b'");
    }

    @Test
    void aCrashedLoadThatIsRepeatedGivesTheSameGraph() throws Exception {
        RandomDataSet.write(folder, 4_000);
        load();
        List<String> complete = graph.dump();
        long events = graph.number(EVENTS_IN_GRAPH);
        graph.empty();

        Process process = startLoadProcess();
        while (graph.number(EVENTS_IN_GRAPH) == 0 && process.isAlive()) {
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        assertThat(graph.number(EVENTS_IN_GRAPH)).isPositive().isLessThan(events);
        load();
        assertThat(graph.dump()).isEqualTo(complete);
    }

    @Test
    void everyDefectIsADeadLetterAndEveryValidLineIsLoaded() throws IOException {
        write("contents.jsonl", "{'content_id':'c1','title':'one'}", "{'title':'nameless'}", "{'content_id':'c2'",
                "{'content_id':'c3','status':'gone'}", "{'content_id':'c4','vectors':{'clip':[NaN]}}",
                "{'content_id':'c1','title':'one again'}");
        String valid = "{'event_id':'g%d','user_id':'u','action':'click','content_id':'c1','timestamp':%d}";
        byte[] invalidUtf8 = "{'event_id':'x','user_id':'?','action':'click','content_id':'c1','timestamp':1}"
                .replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        invalidUtf8[27] = (byte) 0xc3;
        List<byte[]> lines = new ArrayList<>();
        for (String line : List.of("\ufeff" + valid.formatted(1, 1), "", "not json", "[1,2]", "{'user_id':'u'}",
                "{'user_id':'u','action':'fly','content_id':'c1','timestamp':1}",
                "{'user_id':'u','action':'view','content_id':'c1','timestamp':1}",
                "{'user_id':'u','action':'click','content_id':'c1','timestamp':'2999-01-01'}",
                "{'user_id':'u','action':'click','content_id':'c1','timestamp':NaN}", valid.formatted(1, 2),
                valid.formatted(1, 1), "{'user_id':'u','action':'click','content_id':'nowhere','timestamp':3}",
                "{'user_id':'u','action':'search','query':'','timestamp':3}")) {
            lines.add(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        }
        lines.add(invalidUtf8);
        lines.add(valid.formatted(2, 4).replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        try (var out = Files.newOutputStream(folder.resolve("events.jsonl"))) {
            for (byte[] line : lines) {
                out.write(line);
                out.write('\n');
            }
            out.write(" ".repeat(MAX_LINE_BYTES + 1).getBytes(StandardCharsets.UTF_8));
            out.write(("\r\n" + valid.formatted(3, 5).replace('\'', '"')).getBytes(StandardCharsets.UTF_8));
        }
        LoadSummary summary = load();

        assertThat(deadLetters()).containsExactly("contents.jsonl 2 /content_id is missing",
                "contents.jsonl 3 is not JSON: Unexpected end-of-input: expected close marker for Object (column 19)",
                "contents.jsonl 4 /status is 'gone', expected one of active, hidden",
                "contents.jsonl 5 is not JSON: Non-standard token 'NaN' (column 42)",
                "events.jsonl 3 is not JSON: Unrecognized token 'not' (column 4)",
                "events.jsonl 4 is a list, expected an object",
                "events.jsonl 5 /action is missing; /timestamp is missing",
                "events.jsonl 6 /action is 'fly', expected one of impression, click, play, like, share, favourite, "
                        + "comment, skip, dislike, search, view, cart, purchase",
                "events.jsonl 7 /content_id is not allowed for action view, which requires item_id; /item_id is missing",
                "events.jsonl 8 /timestamp is more than one day in the future: 2999-01-01T00:00:00Z",
                "events.jsonl 9 is not JSON: Non-standard token 'NaN' (column 66)",
                "events.jsonl 10 event_id 'g1' belongs to a different event: timestamp '1970-01-01T00:00:00.001Z', not "
                        + "'1970-01-01T00:00:00.002Z'",
                "events.jsonl 13 /query is missing", "events.jsonl 14 is not UTF-8",
                "events.jsonl 16 is longer than 10485760 bytes");
        assertThat(summary.files()).contains(entry(RecordKind.CONTENTS, new FileCounts(6, 1, 0, 0, 1, 0, 0, 4)),
                entry(RecordKind.EVENTS, new FileCounts(16, 4, 1, 0, 0, 0, 0, 11)));
        assertThat(summary.placeholders()).containsOnly(entry(NodeLabel.USER, 1L), entry(NodeLabel.CONTENT, 1L));
        assertThat(graph.ask("MATCH ()-[r:CLICKED]->(c) RETURN c.content_id + ' ' + r.at AS e ORDER BY r.at",
                row -> row.string("e"))).containsExactly("c1 1", "nowhere 3", "c1 4", "c1 5");
        assertThat(graph.ask("MATCH (c:Content {content_id: 'c1'}) RETURN c.title AS t", row -> row.string("t")))
                .containsExactly("one again");
        List<String> dump = graph.dump();
        load();
        assertThat(graph.dump()).isEqualTo(dump);
        assertThat(deadLetters()).hasSize(15);
    }

    @Test
    void aDeadLetterContainsTheLine() throws IOException {
        write("events.jsonl", "{'user_id':'猫',  'action':'click'}");
        load();
        assertThat(StrictJson.parse(Files.readAllLines(deadLetterFile()).getFirst()))
                .isEqualTo(StrictJson.parse("{\"kind\":\"events\",\"folder\":\"" + folder + "\","
                        + "\"file\":\"events.jsonl\",\"line\":1,"
                        + "\"reason\":\"/content_id is missing; /timestamp is missing\","
                        + "\"raw\":\"{\\\"user_id\\\":\\\"猫\\\",  \\\"action\\\":\\\"click\\\"}\"}"));
    }

    @Test
    void aLoadReplacesTheDeadLettersOfTheKindsThatItHas() throws IOException {
        write("events.jsonl", "{'user_id':'u'}");
        load();
        Files.delete(folder.resolve("events.jsonl"));
        write("contents.jsonl", "{'title':'no id'}");
        load();
        assertThat(deadLetters()).hasSize(2).extracting(letter -> letter.split(" ", 2)[0])
                .containsExactly("events.jsonl", "contents.jsonl");

        Files.delete(folder.resolve("contents.jsonl"));
        write("events.jsonl", event("u", 1));
        load();

        assertThat(deadLetters()).singleElement().asString().startsWith("contents.jsonl");
    }

    @Test
    void theReadablePartOfATruncatedGzipIsLoaded() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append(event("u" + i * 7919 % 1009, i)).append('\n');
        }
        Path complete = folder.resolve("complete.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(complete))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(complete);
        Files.write(folder.resolve("events.jsonl.gz"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        LoadSummary summary = load();

        FileCounts counts = summary.counts(RecordKind.EVENTS);
        assertThat(counts.written()).isBetween(500L, 1_999L).isEqualTo(graph.number(EVENTS_IN_GRAPH));
        assertThat(deadLetters()).containsExactly("events.jsonl.gz " + (counts.written() + 1)
                + " is where the file ends unexpectedly: Unexpected end of ZLIB input stream");
    }

    @Test
    void aStrictLoadStopsAtTheFirstUnusableLine() throws IOException {
        write("events.jsonl", event("u", 1), "oops", event("u", 2), "oops again");
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> loader.load(DataSetFolder.open(folder), new LoadOptions(true, deadLetterFile()),
                        Progress.NONE))
                .withMessage("events.jsonl line 2: is not JSON: Unrecognized token 'oops' (column 5)")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID));
        assertThat(graph.number(EVENTS_IN_GRAPH)).isEqualTo(1);
        assertThat(deadLetters()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheLoadAfterACompleteBatch() throws IOException {
        RandomDataSet.write(folder, 1_500);
        Progress interrupting = new Progress() {
            private String task = "";

            @Override
            public void begin(String name, long total) {
                task = name;
            }

            @Override
            public void advance(long steps) {
                if (task.equals("events.jsonl")) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void end(String outcome) {}
        };
        try {
            assertThatExceptionOfType(RecallException.class)
                    .isThrownBy(() -> loader.load(DataSetFolder.open(folder), new LoadOptions(false, deadLetterFile()),
                            interrupting))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        } finally {
            Thread.interrupted();
        }
        assertThat(graph.number(EVENTS_IN_GRAPH)).isPositive().isLessThan(200);
        load();
        List<String> resumed = graph.dump();
        graph.empty();
        load();
        assertThat(graph.dump()).isEqualTo(resumed);
    }

    @Test
    void concurrentLoadsLoseNothing() throws Exception {
        RandomDataSet.write(folder, 3_000);
        Process other = startLoadProcess();
        LoadSummary summary = load();
        assertThat(other.waitFor()).isZero();

        assertThat(summary.deadLetters()).isZero();
        List<String> together = graph.dump();
        graph.empty();
        load();
        assertThat(together).isEqualTo(graph.dump());
    }

    private LoadSummary load() {
        return loader.load(DataSetFolder.open(folder), new LoadOptions(false, deadLetterFile()), Progress.NONE);
    }

    private Process startLoadProcess() throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                LoadMain.class.getName(), folder.toString(),
                folder.resolve("other-dead-letters.jsonl").toString(), address.uri().toString(), address.user())
                .inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
        try (var input = process.getOutputStream()) {
            input.write(address.password().getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }

    private List<String> deadLetters() throws IOException {
        List<String> letters = new ArrayList<>();
        for (String line : Files.readAllLines(deadLetterFile())) {
            JsonNode letter = StrictJson.parse(line);
            letters.add(letter.get("file").asText() + " " + letter.get("line") + " " + letter.get("reason").asText());
        }
        return letters;
    }

    private Path deadLetterFile() {
        return folder.resolve("dead-letters.jsonl");
    }

    private static FileCounts written(long count) {
        return new FileCounts(count, count, 0, 0, 0, 0, 0, 0);
    }

    private static String event(String user, int at) {
        return "{\"user_id\":\"%s\",\"action\":\"click\",\"content_id\":\"c\",\"timestamp\":%d}".formatted(user, at);
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(folder.resolve(file), String.join("\n", lines).replace('\'', '"'));
    }
}
