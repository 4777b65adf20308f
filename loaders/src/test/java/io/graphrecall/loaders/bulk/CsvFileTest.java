package io.graphrecall.loaders.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class CsvFileTest {

    @TempDir
    private Path folder;

    @Test
    void anAbsentValueIsAnEmptyFieldAndAnEmptyTextIsQuoted() throws IOException {
        assertThat(written("a", null, "", " ", null)).isEqualTo("a,,\"\", ,\r\n");
    }

    @Test
    void separatorsQuotesAndLineBreaksAreQuoted() throws IOException {
        assertThat(written("a,b", "\"q\"", "c\nd", "\r", "\\", "#x", "é中😀\0"))
                .isEqualTo("\"a,b\",\"\"\"q\"\"\",\"c\nd\",\"\r\",\\,#x,é中😀\0\r\n");
    }

    @Test
    void anyRowIsReadAtItsOffset() throws IOException {
        List<String[]> rows = List.of(new String[] {"a", null, ""}, new String[] {"中\n\"", ",", "x"},
                new String[] {null, null, null}, new String[] {"", "\r\n", "😀"}, new String[] {"a", "b", "c\rd"});
        try (CsvFile file = new CsvFile(folder.resolve("rows.csv"))) {
            long[] offsets = new long[rows.size()];
            for (int i = 0; i < rows.size(); i++) {
                offsets[i] = file.write(rows.get(i));
            }
            for (int i = rows.size() - 1; i >= 0; i--) {
                assertThat(file.read(offsets[i])).isEqualTo(Arrays.asList(rows.get(i)));
            }
            file.write("last");
        }
        assertThat(Files.readString(folder.resolve("rows.csv"))).endsWith("\r\nlast\r\n");
    }

    @Test
    void lineBreaksAndLongFieldsAreNoted() throws IOException {
        try (CsvFile file = new CsvFile(folder.resolve("noted.csv"))) {
            file.write("abc", null);
            assertThat(file.hasLineBreak()).isFalse();
            file.write("\r");
            assertThat(file.hasLineBreak()).isTrue();
            assertThat(file.longestField()).isEqualTo(3);
        }
    }

    private String written(String... fields) throws IOException {
        try (CsvFile file = new CsvFile(folder.resolve("one.csv"))) {
            file.write(fields);
        }
        return Files.readString(folder.resolve("one.csv"));
    }
}
