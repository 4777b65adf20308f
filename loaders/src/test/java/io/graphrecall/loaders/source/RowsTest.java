package io.graphrecall.loaders.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class RowsTest {

    @TempDir
    private Path folder;

    @Test
    void aRowBecomesAnObjectOfItsNonEmptyColumns() throws IOException {
        assertThat(csv("\ufeffid, name ,,x", "1,猫 💅,,9", "", "2,,left,")).containsExactly(
                "2 {\"id\":\"1\",\"name\":\"猫 💅\",\"x\":\"9\"}", "4 {\"id\":\"2\",\"column 3\":\"left\"}");
    }

    @Test
    void aNullOfHiveOrMySqlIsAnEmptyColumn() throws IOException {
        assertThat(csv("id,name,x", "1,\\N,\"\\N\"", "\\N,\\Name,N")).containsExactly("2 {\"id\":\"1\"}",
                "3 {\"name\":\"\\\\Name\",\"x\":\"N\"}");
    }

    @Test
    void quotedColumnsMayContainSeparatorsQuotesAndLineBreaks() throws IOException {
        assertThat(csv("id,name", "1,\"a, \"\"b\"\"\"", "2,\"one", "", "three\"", "3,5\" screen")).containsExactly(
                "2 {\"id\":\"1\",\"name\":\"a, \\\"b\\\"\"}", "3 {\"id\":\"2\",\"name\":\"one\\n\\nthree\"}",
                "6 {\"id\":\"3\",\"name\":\"5\\\" screen\"}");
    }

    @Test
    void carriageReturnsMayOnlyBeInQuotes() throws IOException {
        assertThat(csv("id,name", "1,\"a\rb\"", "\"2\r\",\"c\r\"", "3,\"d\re", "f\"", "4,g\rh", "5,i")).containsExactly(
                "2 {\"id\":\"1\",\"name\":\"a\\rb\"}", "3 {\"id\":\"2\\r\",\"name\":\"c\\r\"}",
                "4 {\"id\":\"3\",\"name\":\"d\\re\\nf\"}", "6 has a carriage return outside quotes",
                "7 {\"id\":\"5\",\"name\":\"i\"}");
    }

    @Test
    void aStrayQuoteInvalidatesOnlyItsOwnLine() throws IOException {
        assertThat(csv("id,name", "1,\"open", "2,b", "3,\"quoted\"", "4,\"open again", "5,e")).containsExactly(
                "2 has text after a closing quote", "3 {\"id\":\"2\",\"name\":\"b\"}",
                "4 {\"id\":\"3\",\"name\":\"quoted\"}", "5 has a quote that is not closed",
                "6 {\"id\":\"5\",\"name\":\"e\"}");
    }

    @Test
    void aRowWithTheWrongNumberOfColumnsIsAnError() throws IOException {
        assertThat(csv("id,name", "1", "2,b,c", "3,c")).containsExactly("2 has 1 columns, but the header has 2",
                "3 has 3 columns, but the header has 2", "4 {\"id\":\"3\",\"name\":\"c\"}");
    }

    @Test
    void aWrongSeparatorIsAnErrorOfTheHeader() throws IOException {
        assertThat(csv("id^name", "1^a", "2^b")).containsExactly(
                "1 is a header without column 'id'; found column 'id^name'; the expected separator is ','; the file is skipped");
    }

    @Test
    void aHeaderWithoutCommasMayHaveTabsOrSemicolons() throws IOException {
        assertThat(csv("id\tname", "1\t\"a;\tb\"")).containsExactly("2 {\"id\":\"1\",\"name\":\"a;\\tb\"}");
        assertThat(csv("id;name", "1;a,b")).containsExactly("2 {\"id\":\"1\",\"name\":\"a,b\"}");
        assertThat(csv("id;,name", "1;,a")).singleElement().asString().startsWith("1 is a header without column 'id'");
    }

    @Test
    void aFileOfTabsMayHaveCommasInItsHeader() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.tsv"), "id\tprice, EUR\n1\t2,5\n");
        assertThat(read(RecordSource.rows(file, Dialect.TSV, List.of("id"))))
                .containsExactly("2 {\"id\":\"1\",\"price, EUR\":\"2,5\"}");
        Files.writeString(file, "id,name\n1,a\n");
        assertThat(read(RecordSource.rows(file, Dialect.TSV, List.of("id"))))
                .containsExactly("2 {\"id\":\"1\",\"name\":\"a\"}");
    }

    @Test
    void theHeadersOfJoinedFilesAreNoRows() throws IOException {
        assertThat(csv("id,name", "1,a", "id,name", "2,b", "\ufeffid,name", "3,\"c", "id,name", "d\"")).containsExactly(
                "2 {\"id\":\"1\",\"name\":\"a\"}", "4 {\"id\":\"2\",\"name\":\"b\"}",
                "6 {\"id\":\"3\",\"name\":\"c\\nid,name\\nd\"}");
        assertThat(csv("id", "1", "id")).as("a value of the only column")
                .containsExactly("2 {\"id\":\"1\"}", "3 {\"id\":\"id\"}");
    }

    @Test
    void anInvalidHeaderIsTheOnlyError() throws IOException {
        assertThat(csv("id,name,id", "1,a,1")).containsExactly(
                "1 is a header with duplicate column 'id'; the file is skipped");
        assertThat(csv("id,\"name", "1,a")).containsExactly(
                "1 is not a valid header: a quote is not closed; the file is skipped");
        assertThat(csv("id,name\r1,a\r2,b")).containsExactly(
                "1 is not a valid header: has a carriage return outside quotes; the file is skipped");
        assertThat(csv()).isEmpty();
    }

    @Test
    void plainRowsHaveNoQuotesAndOneOfTwoCharsets() throws IOException {
        Path file = Files.write(folder.resolve("u.item"),
                "1|Am\u00e9lie \"2\"|\n2|x\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(file, "3|Am\u00e9lie|x\n", StandardOpenOption.APPEND);
        assertThat(read(RecordSource.rows(file,
                Dialect.plain("|", StandardCharsets.ISO_8859_1, "id", "title", "date"), List.of())))
                .containsExactly("1 {\"id\":\"1\",\"title\":\"Amélie \\\"2\\\"\"}",
                        "2 has 2 columns, but the header has 3",
                        "3 {\"id\":\"3\",\"title\":\"Amélie\",\"date\":\"x\"}");
    }

    @Test
    void truncatedGzipGivesTheReadableRows() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(",name ").append(i * 7919L % 20_021).append('\n');
        }
        Path complete = folder.resolve("complete.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(complete))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(complete);
        Path cut = Files.write(folder.resolve("cut.csv.gz"), List.of(), StandardCharsets.UTF_8);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        List<String> rows = read(RecordSource.rows(cut, Dialect.CSV, List.of("id")));

        assertThat(rows.removeLast())
                .endsWith("is where the file ends unexpectedly: Unexpected end of ZLIB input stream");
        assertThat(rows).hasSizeGreaterThan(5_000).allMatch(row -> row.contains("{"));
    }

    private List<String> csv(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), String.join("\n", lines));
        return read(RecordSource.rows(file, Dialect.CSV, List.of("id")));
    }

    static List<String> read(RecordSource source) throws IOException {
        List<String> rows = new ArrayList<>();
        try (RecordReader in = source.open()) {
            for (RawRecord row = in.next(); row != null; row = in.next()) {
                rows.add(row.line() + " " + (row.error() == null ? row.json().toString() : row.error()));
            }
            assertThat(in.next()).isNull();
        }
        return rows;
    }
}
