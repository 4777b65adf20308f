package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.DataSet.Protocol;
import io.graphrecall.schema.DataSet.Timestamps;
import io.graphrecall.schema.EventIdentity;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;

class DataSetFolderTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void aMissingFolderIsReported() {
        Path missing = folder.resolve("missing");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> DataSetFolder.open(missing))
                .withMessage(missing + " does not exist")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND));
    }

    @Test
    void aFileInPlaceOfItsFolderIsReported() throws IOException {
        write("events.jsonl", "{}");
        Path file = folder.resolve("events.jsonl");

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> DataSetFolder.open(file))
                .withMessage(file + " is a file; give its folder, from which every file of a known name is read");
    }

    @Test
    void aFolderWithoutRecordsListsTheExpectedFiles() throws IOException {
        write("dataset.json", "{}");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> DataSetFolder.open(folder))
                .withMessageStartingWith(
                        folder + " is not a data set: name its files tags, categories, users, contents, vectors, items, "
                                + "events as .jsonl, .csv, .tsv, their .gz or .parquet, or as in another layout (movielens, ")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND));
    }

    @Test
    void twoFormatsOfOneFileAreRejected() throws IOException {
        write("events.jsonl", "");
        write("events.jsonl.gz", "");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> DataSetFolder.open(folder))
                .withMessage(folder.resolve("events.jsonl") + " and " + folder.resolve("events.jsonl.gz")
                        + " contain the same kind of records; keep only one of them");
    }

    @Test
    void aSingleFileIsADataSet() throws IOException {
        write("users.jsonl", "{\"user_id\":\"u\"}");
        DataSetFolder data = DataSetFolder.open(folder);

        assertThat(data.dataSet()).isEqualTo(
                new DataSet(folder.getFileName().toString(), Timestamps.REAL, Protocol.LEAVE_ONE_OUT));
        assertThat(data.has(RecordKind.USERS)).isTrue();
        assertThat(data.has(RecordKind.EVENTS)).isFalse();
        assertThat(events(data)).isEmpty();
    }

    @Test
    void anInvalidDataSetFileIsReported() throws IOException {
        write("users.jsonl", "");
        write("dataset.json", "{\"timestamps\":\"unreal\"}");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> DataSetFolder.open(folder))
                .withMessage(folder.resolve("dataset.json")
                        + ": /timestamps is 'unreal', expected one of real, order-only")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID));
        for (String name : List.of("dataset.json", "mapping.json")) {
            write("dataset.json", "{}");
            Files.writeString(folder.resolve(name), "{\"name\":\"ä\"}", StandardCharsets.ISO_8859_1);
            assertThatExceptionOfType(RecallException.class).isThrownBy(() -> DataSetFolder.open(folder))
                    .withMessage(folder.resolve(name) + ": is not UTF-8");
        }
    }

    @Test
    void eventsKeepTheirLineAsOrder() throws IOException {
        write("events.jsonl", event("u1", "c1"), "", event("u2", "c2"));
        List<RecordLine<BehaviourEvent>> lines = events(DataSetFolder.open(folder, NOW));

        assertThat(lines).extracting(line -> line.record().order()).containsExactly(1L, 3L);
        assertThat(lines).extracting(line -> line.origin().raw()).containsExactly(event("u1", "c1"), event("u2", "c2"));
    }

    @Test
    void duplicatesAreCountedOverTheWholeFile() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            lines.add(event("u" + i % 1000, "c"));
        }
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("events.jsonl.gz")))) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        List<RecordLine<BehaviourEvent>> read = events(DataSetFolder.open(folder, NOW));

        for (int i : List.of(5, 1005, 2005)) {
            assertThat(read.get(i).record().id()).isEqualTo(EventIdentity.of(new UserId("u5"), Action.CLICK,
                    new ContentId("c"), Instant.ofEpochMilli(1), null, null, i / 1000));
        }
    }

    @Test
    void theLastOfSeveralRecordsWithTheSameIdCounts() throws IOException {
        write("contents.jsonl", "{\"content_id\":\"a\",\"title\":\"old\"}", "{\"content_id\":\"b\"}",
                "{\"content_id\":\"a\",\"title\":\"new\"}", "{\"content_id\":\"a\",\"title\":7}");
        List<String> titles = new ArrayList<>();
        LongAdder replaced = new LongAdder();
        List<DeadLetter> letters = new ArrayList<>();
        DataSetFolder.open(folder).read(
                RecordType.CONTENTS,
                line -> titles.add(line.origin().line() + " " + line.record().description().title()),
                new RecordListener() {
                    @Override
                    public void deadLetter(DeadLetter letter) {
                        letters.add(letter);
                    }

                    @Override
                    public void replaced() {
                        replaced.increment();
                    }
                });

        assertThat(titles).containsExactly("2 null", "3 new");
        assertThat(replaced.sum()).isEqualTo(1);
        assertThat(letters)
                .containsExactly(new DeadLetter("contents.jsonl", 4, null, "/title is a number, expected a string",
                        "{\"content_id\":\"a\",\"title\":7}", null));
    }

    @Test
    void reportsTheNumberOfRecordsAndUnknownFields() throws IOException {
        write("events.jsonl", "{\"user_id\":\"u\",\"action\":\"click\",\"content_id\":\"c\",\"timestamp\":1,\"x\":2}",
                "oops");
        List<String> calls = new ArrayList<>();
        DataSetFolder.open(folder, NOW).events(event -> calls.add("event"), new RecordListener() {
            @Override
            public void deadLetter(DeadLetter letter) {
                calls.add(letter.toString());
            }

            @Override
            public void begin(Map<String, Long> records) {
                calls.add(records.toString());
            }

            @Override
            public void unknownField(String name) {
                calls.add(name);
            }
        });
        assertThat(calls).containsExactly("{events.jsonl=2}", "x", "event",
                "events.jsonl line 2: is not JSON: Unrecognized token 'oops' (column 5)");
    }

    @Test
    void anInterruptCancelsTheReading() throws IOException {
        write("events.jsonl", event("u1", "c1"), event("u2", "c2"));
        DataSetFolder data = DataSetFolder.open(folder, NOW);
        try {
            assertThatExceptionOfType(RecallException.class)
                    .isThrownBy(() -> data.events(event -> Thread.currentThread().interrupt()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        } finally {
            Thread.interrupted();
        }
    }

    private static List<RecordLine<BehaviourEvent>> events(DataSetFolder data) {
        List<RecordLine<BehaviourEvent>> lines = new ArrayList<>();
        data.read(RecordType.events(data.clock(), data.dataSet().timestamps()), lines::add, letter -> {
            throw new AssertionError(letter);
        });
        return lines;
    }

    private static String event(String user, String content) {
        return "{\"user_id\":\"%s\",\"action\":\"click\",\"content_id\":\"%s\",\"timestamp\":1}".formatted(user,
                content);
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(folder.resolve(file), String.join("\n", lines));
    }
}
