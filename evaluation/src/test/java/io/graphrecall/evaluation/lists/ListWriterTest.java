package io.graphrecall.evaluation.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ListWriterTest {

    private static final RecallList LIST = new RecallList("ü/1",
            List.of(new RecallList.Entry("c1", 0.5, List.of("i2i", "tag")),
                    new RecallList.Entry("c2", 0.25, List.of("popular"))));

    @TempDir
    Path folder;

    private static ListWriter<RecallList> writer(Path file) {
        return ListWriter.to(file, BatchRecall.TABLE);
    }

    @Test
    void writesALineForEachList() {
        Path file = folder.resolve("new/lists.jsonl");
        try (ListWriter<RecallList> writer = writer(file)) {
            writer.write(LIST);
            writer.write(new RecallList("nobody", List.of()));
            writer.commit();
        }
        assertThat(file).hasContent("""
                {"user_id":"ü/1","contents":[{"content_id":"c1","score":0.5,"channels":["i2i","tag"]},\
                {"content_id":"c2","score":0.25,"channels":["popular"]}]}
                {"user_id":"nobody","contents":[]}
                """);
    }

    @Test
    void aParquetFileHasARowForEachContent() throws IOException {
        Path file = folder.resolve("new/lists.parquet");
        try (ListWriter<RecallList> writer = writer(file)) {
            writer.write(LIST);
            writer.write(new RecallList("nobody", List.of()));
            writer.commit();
        }
        List<String> rows = new ArrayList<>();
        try (RecordReader in = RecordSource.parquet(file).open()) {
            for (RawRecord row = in.next(); row != null; row = in.next()) {
                rows.add(row.text());
            }
        }
        assertThat(rows).containsExactly(
                """
                        {"user_id":"ü/1","rank":1,"content_id":"c1","score":0.5,"channels":["i2i","tag"]}""",
                """
                        {"user_id":"ü/1","rank":2,"content_id":"c2","score":0.25,"channels":["popular"]}""");
        assertThat(folder.resolve("new")).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lists.jsonl", "lists.parquet"})
    void leavesNoFileWithoutACommit(String name) {
        try (ListWriter<RecallList> writer = writer(folder.resolve(name))) {
            writer.write(LIST);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lists.jsonl", "lists.parquet"})
    void anInterruptKeepsTheEarlierFile(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "earlier");
        try (ListWriter<RecallList> writer = writer(file)) {
            writer.write(LIST);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(RecallException.class).isThrownBy(() -> writer.write(LIST))
                    .matches(failure -> failure.code() == Code.CANCELLED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
        assertThat(file).hasContent("earlier");
    }

    @Test
    void aFolderIsRefusedBeforeTheWork() {
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> writer(folder))
                .withMessage("cannot write " + folder + ": it is a folder; give the name of a file");
    }
}
