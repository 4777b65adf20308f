package io.graphrecall.loaders.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Reads files written by parquet-java: one with nested columns (zstd), one with many pages (snappy), one with further types. */
class ParquetRowsTest {

    private static final Path FILES = Path.of("src/test/resources/parquet");

    @TempDir
    private Path folder;

    @Test
    void everyColumnIsAField() throws IOException {
        assertThat(RowsTest.read(RecordSource.parquet(FILES.resolve("contents.parquet")))).containsExactly(
                """
                        1 {"content_id":"c/1","title":"猫眼 \\"gel\\", 💅","description":"How","category":["Makeup","Nails"],\
                        "attributes":{"brand":["OPI","Essie"]},"tags":["gel","red"],"author":17,\
                        "published_at":"2026-01-01T00:00:00Z","expires_at":"2027-01-01","media":{"cover":"c.jpg"},\
                        "vectors":{"clip":[0.5,2.0]},"price":9.5,"original":true}""",
                "2 {\"content_id\":\"c2\",\"title\":\"plain\"}", "3 {\"content_id\":\"\",\"title\":\"nameless\"}");
    }

    @Test
    void nullsAndNaNAreOmitted() throws IOException {
        List<String> rows = RowsTest.read(RecordSource.parquet(FILES.resolve("events.parquet")));
        assertThat(rows).hasSize(600).contains(
                "5 {\"user_id\":4,\"action\":\"click\",\"content_id\":\"c2\",\"timestamp\":\"2026-01-02T00:00:04Z\",\"dwell_ms\":4.0,"
                        + "\"scene\":\"feed\"}",
                "6 {\"user_id\":5,\"action\":\"click\",\"content_id\":\"c2\",\"timestamp\":\"2026-01-02T00:00:05Z\"}");
    }

    @Test
    void unsignedNumbersLocalTimesAndBytesKeepTheirValue() throws IOException {
        assertThat(RowsTest.read(RecordSource.parquet(FILES.resolve("types.parquet")))).containsExactly(
                """
                        1 {"user_id":18446744073709551614,"content_id":4294967294,\
                        "item_id":9007199254740993,"price":9.50,"event_id":"cafe0000",\
                        "timestamp":"2026-01-01T10:00","published_at":"2026-01-01T10:00:00Z",\
                        "follows":[18446744073709551613,4],"author":{"id":18446744073709551612,"rank":-4},\
                        "attributes":{"brand":4294967291},"blocks":[18446744073709551610]}""",
                """
                        2 {"user_id":18446744073709551613,"content_id":7,\
                        "item_id":9007199254740993,"price":9.50,"event_id":"cafe0001",\
                        "timestamp":"2026-01-01T10:00:00.500","published_at":"2026-01-01T10:00:00Z","blocks":[]}""");
    }

    @Test
    void decimalsWithoutFractionAreWholeNumbers() throws IOException {
        try (RecordReader in = RecordSource.parquet(FILES.resolve("types.parquet")).open()) {
            RawRecord record = Objects.requireNonNull(in.next());
            assertThat(record.json().path("item_id").isIntegralNumber()).isTrue();
            assertThat(record.json().path("price").isIntegralNumber()).isFalse();
        }
    }

    @Test
    void aFileOfAnotherFormatGivesOneError() throws IOException {
        Path text = Files.writeString(folder.resolve("text.parquet"), "{\"user_id\":1}\n".repeat(10));
        assertThat(RowsTest.read(RecordSource.parquet(text))).singleElement().asString()
                .startsWith("1 is the start of a file that is not Parquet: ");
        Path empty = Files.createFile(folder.resolve("empty.parquet"));
        assertThat(RowsTest.read(RecordSource.parquet(empty))).singleElement().asString()
                .startsWith("1 is the start of a file that is not Parquet: ");
        byte[] complete = Files.readAllBytes(FILES.resolve("events.parquet"));
        Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(complete, complete.length / 2));
        assertThat(RowsTest.read(RecordSource.parquet(cut))).singleElement().asString()
                .startsWith("1 is the start of a file that is not Parquet: ");
    }

    @Test
    void damageGivesTheRowsBeforeItAndOneError() throws IOException {
        byte[] damaged = Files.readAllBytes(FILES.resolve("events.parquet"));
        Arrays.fill(damaged, damaged.length / 3, damaged.length / 2, (byte) 0x7f);
        Path file = Files.write(folder.resolve("damaged.parquet"), damaged);
        List<String> rows = RowsTest.read(RecordSource.parquet(file));

        assertThat(rows.removeLast()).startsWith(rows.size() + 1 + " is where the file ends unexpectedly: ");
        assertThat(rows).allMatch(row -> row.contains("{"));
    }

    /** The reader gives rows of a file without columns for ever. */
    @Test
    void aFileWithoutColumnsGivesOneError() throws IOException {
        Path file = Files.write(folder.resolve("users.parquet"),
                HexFormat.of().parseHex("504152311502191c4801721500001600190c000f00000050415231"));
        assertThat(RowsTest.read(RecordSource.parquet(file)))
                .containsExactly("1 is where the file ends unexpectedly: its footer is damaged");
    }

    @Test
    void anInterruptStopsTheReader() throws IOException {
        try (RecordReader in = RecordSource.parquet(FILES.resolve("events.parquet")).open()) {
            in.next();
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(in::next);
        } finally {
            Thread.interrupted();
        }
    }
}
