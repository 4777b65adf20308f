package io.graphrecall.evaluation.lists;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class ListWriterTest {

    private static final RecallList LIST = new RecallList("ü/1",
            List.of(new RecallList.Entry("c1", 0.5, List.of("i2i", "tag"))));

    @TempDir
    Path folder;

    @Test
    void writesALineForEachList() {
        Path file = folder.resolve("new/lists.jsonl");
        try (ListWriter writer = ListWriter.to(file)) {
            writer.write(LIST);
            writer.write(new RecallList("nobody", List.of()));
            writer.commit();
        }
        assertThat(file).hasContent("""
                {"user_id":"ü/1","contents":[{"content_id":"c1","score":0.5,"channels":["i2i","tag"]}]}
                {"user_id":"nobody","contents":[]}
                """);
    }

    @Test
    void leavesNoFileWithoutACommit() {
        try (ListWriter writer = ListWriter.to(folder.resolve("lists.jsonl"))) {
            writer.write(LIST);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
