package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.cypher.testing.EmptyGraphTestBase;
import io.graphrecall.loaders.adapters.ColumnMapping;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

class DeadLetterReplayIT extends EmptyGraphTestBase {

    private static final String CLICKS = "MATCH ()-[r:CLICKED]->() RETURN count(r) AS n";
    private static final String CLICK = "{'user_id':'%s','action':'%s','content_id':'c','timestamp':%d}";

    @TempDir
    private Path folder;

    private final GraphWriter writer;

    DeadLetterReplayIT(GraphAddress address) {
        super(address);
        writer = new GraphWriter(graph.client());
    }

    @Test
    void correctedRecordsOfJsonAndOfColumnsAreWrittenAsIfTheFolderHadThem() throws IOException {
        write("contents.jsonl", "{'content_id':'c','title':'Gel','status':'gone','media':{'cover':'c.jpg'}}");
        write("events.csv", "event_id,user_id,action,content_id,timestamp", "e1,u,click,c,1000", "e2,u,clik,c,1000",
                "e3,u,click,c,1000", "e4,u,fly,c,1000");
        load();
        assertThat(deadLetters()).hasSize(3);

        rewrite("gone", "active");
        rewrite("clik", "click");
        DeadLetterReplay.Result result = replay(Progress.NONE);

        assertThat(result.summary().lines()).contains("dead-letters.jsonl, contents: 1 read, 1 written",
                "dead-letters.jsonl, events: 2 read, 1 written, 1 dead letter");
        assertThat(graph.ask("MATCH ()-[r:CLICKED]->() RETURN r.event_id + ' ' + r.ord AS e ORDER BY r.at, r.ord",
                row -> row.string("e"))).containsExactly("e1 2", "e2 3", "e3 4");
        assertThat(deadLetters()).singleElement().asString()
                .contains("\"file\":\"events.csv\",\"line\":5", "/action is 'fly'", "\"raw\":\"e4,u,fly,c,1000\"");

        write("contents.jsonl", "{'content_id':'c','title':'Gel','status':'active','media':{'cover':'c.jpg'}}");
        write("events.csv", "event_id,user_id,action,content_id,timestamp", "e1,u,click,c,1000", "e2,u,click,c,1000",
                "e3,u,click,c,1000");
        List<String> replayed = graph.dump();
        load();
        assertThat(graph.dump()).isEqualTo(replayed);
    }

    @Test
    void aReplayThatEndedBeforeItReplacedTheFileCanBeRepeated() throws IOException {
        write("events.jsonl", click("u", "clik", 1), click("u", "clik", 1), click("v", "clik", 2), "oops");
        load();
        rewrite("clik", "click");
        List<String> before = Files.readAllLines(deadLetterFile());
        replay(Progress.NONE);
        List<String> dump = graph.dump();
        List<String> after = Files.readAllLines(deadLetterFile());
        assertThat(graph.number(CLICKS)).as("equal lines are separate events").isEqualTo(3);

        Files.write(deadLetterFile(), before);
        Files.writeString(folder.resolve(".dead-letters.jsonl.replay"), "half of a li");
        assertThat(replay(Progress.NONE).summary().counts(RecordKind.EVENTS))
                .isEqualTo(new FileCounts(4, 0, 3, 0, 0, 0, 0, 1));

        assertThat(graph.dump()).isEqualTo(dump);
        assertThat(Files.readAllLines(deadLetterFile())).isEqualTo(after).hasSize(1);
    }

    @Test
    void aRecordThatATopicDeliveredTwiceIsOneEvent() throws IOException {
        DeadLetter letter = new DeadLetter("topic-0", 7, null, "reason", json(click("u", "click", 1)), null);
        DeadLetterFile.appending(deadLetterFile()).write(RecordKind.EVENTS, List.of(letter, letter));

        replay(Progress.NONE);

        assertThat(graph.number(CLICKS)).isEqualTo(1);
        assertThat(deadLetterFile()).doesNotExist();
    }

    @Test
    void aRecordKeepsItsPlaceAmongAllFilesOfItsKind() throws IOException {
        DeadLetterFile.appending(deadLetterFile()).write(RecordKind.EVENTS, List.of(
                new DeadLetter("b.csv", 3, 1_003L, "reason", json(click("u", "click", 1)), null)));

        replay(Progress.NONE);

        assertThat(graph.number("MATCH ()-[event:CLICKED]->() RETURN event.ord AS n")).isEqualTo(1_003);
    }

    @Test
    void whatTheGraphRefusesStaysWithItsNewReason() throws IOException {
        Files.createDirectory(folder.resolve("vectors"));
        DeadLetterFile.appending(deadLetterFile()).write(RecordKind.VECTORS, List.of(new DeadLetter(
                "vectors/own.parquet", 1, null, "old", json("{'content_id':'nowhere','vector':[1]}"),
                new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(json("{'content_id':'nowhere','vectors':{'own':[1]}}")))));

        assertThat(replay(Progress.NONE).summary().deadLetters()).isEqualTo(1);

        assertThat(deadLetters()).singleElement().asString().contains("nowhere").doesNotContain("\"old\"");
    }

    @Test
    void linesOfOtherProgramsAndOfUnknownKindsStay() throws IOException {
        String older = "{\"file\":\"topic-0\",\"line\":3,\"reason\":\"r\",\"raw\":\"" + "{}\"}";
        String torn = "{\"file\":\"top";
        Files.writeString(deadLetterFile(), older + "\n" + torn);
        DeadLetterFile appending = DeadLetterFile.appending(deadLetterFile());
        appending.write(RecordKind.EVENTS,
                List.of(new DeadLetter("topic-0", 4, null, "r", json(click("u", "click", 1)), null)));
        DeadLetter late = new DeadLetter("topic-0", 5, null, "late", "{}", null);

        DeadLetterReplay.Result result = replay(
                whileReading(() -> appending.write(RecordKind.EVENTS, List.of(late))));

        assertThat(result.lines()).contains("lines that are no record of a known kind: 2 kept");
        assertThat(graph.number(CLICKS)).isEqualTo(1);
        assertThat(deadLetters()).containsExactly(older, torn,
                "{\"kind\":\"events\",\"file\":\"topic-0\",\"line\":5,\"reason\":\"late\",\"raw\":\"{}\"}");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void aFileThatALoadReplacesMeanwhileStaysAsTheLoadWroteIt() throws IOException {
        write("events.jsonl", click("u", "clik", 1));
        load();
        rewrite("clik", "click");

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> replay(whileReading(this::load)))
                .withMessageContaining("was replaced meanwhile").satisfies(
                        e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));

        assertThat(graph.number(CLICKS)).isEqualTo(1);
        assertThat(deadLetters()).singleElement().asString().contains("clik");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void oneReplayOfAFileRunsAtATime() throws IOException {
        write("events.jsonl", click("u", "clik", 1));
        load();
        rewrite("clik", "click");

        replay(whileReading(() -> assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> replay(Progress.NONE)).withMessageContaining("another replay")));

        assertThat(graph.number(CLICKS)).isEqualTo(1);
        assertThat(deadLetterFile()).doesNotExist();
    }

    @Test
    void aCheckWritesNothing() throws IOException {
        write("events.jsonl", click("u", "clik", 1), "oops");
        load();
        rewrite("clik", "click");
        List<String> dump = graph.dump();
        List<String> before = deadLetters();

        assertThat(replayOf(ColumnMapping.NONE).check(deadLetterFile(), Progress.NONE).lines())
                .contains("dead-letters.jsonl, events: 2 read, 1 dead letter")
                .anySatisfy(line -> assertThat(line).startsWith("dead-letters.jsonl, events: 1 of 2 records rejected")
                        .contains("because line 2 "));

        assertThat(graph.dump()).isEqualTo(dump);
        assertThat(deadLetters()).isEqualTo(before);
    }

    @Test
    void fieldsOfOtherNamesAreMapped() throws IOException {
        write("events.jsonl", "{'uid':'u','action':'click','content_id':'c','timestamp':1}");
        load();

        replayOf(new ColumnMapping(Map.of("user_id", "uid"))).run(deadLetterFile(), Progress.NONE);

        assertThat(graph.number(CLICKS)).isEqualTo(1);
        assertThat(deadLetterFile()).doesNotExist();
    }

    @Test
    void bytesThatWereNotUtf8AreNotAccepted() throws IOException {
        byte[] line = json(click("u\u00e9", "click", 1)).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("events.jsonl"), line);
        load();

        replay(Progress.NONE);
        assertThat(deadLetters()).singleElement().asString().contains("\"reason\":\"is not UTF-8\"");

        rewrite("\uFFFD", "é");
        replay(Progress.NONE);
        assertThat(graph.number("MATCH (u:User {user_id: 'ué'})-[r:CLICKED]->() RETURN count(r) AS n")).isEqualTo(1);
    }

    private DeadLetterReplay.Result replay(Progress progress) {
        return replayOf(ColumnMapping.NONE).run(deadLetterFile(), progress);
    }

    private DeadLetterReplay replayOf(ColumnMapping mapping) {
        return new DeadLetterReplay(writer, writer.dataSet(), Clock.systemUTC(), mapping);
    }

    private void load() {
        new DataSetLoader(writer).load(
                DataSetFolder.open(folder), new LoadOptions(false, deadLetterFile()), Progress.NONE);
    }

    private Path deadLetterFile() {
        return folder.resolve("dead-letters.jsonl");
    }

    private List<String> deadLetters() throws IOException {
        return Files.readAllLines(deadLetterFile()).stream().filter(line -> !line.isBlank()).toList();
    }

    /** Returns the files that a replay may leave by accident. */
    private List<Path> hidden() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".replay")).toList();
        }
    }

    private void rewrite(String from, String to) throws IOException {
        Files.writeString(deadLetterFile(), Files.readString(deadLetterFile()).replace(from, to));
    }

    /** Runs a task when the first records are read, before the file is replaced. */
    private static Progress whileReading(Runnable task) {
        AtomicBoolean ran = new AtomicBoolean();
        return new Progress() {
            @Override
            public void begin(String name, long total) {
                if (!ran.getAndSet(true)) {
                    task.run();
                }
            }

            @Override
            public void advance(long steps) {}

            @Override
            public void end(String outcome) {}
        };
    }

    private static String click(String user, String action, long at) {
        return CLICK.formatted(user, action, at);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(folder.resolve(file), json(String.join("\n", lines)));
    }
}
