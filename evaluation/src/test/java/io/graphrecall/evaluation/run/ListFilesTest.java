package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.evaluation.lists.RecallList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ListFilesTest {

    @TempDir
    Path folder;

    @Test
    void completeListsReplaceThoseOfAnEarlierEvaluation() throws IOException {
        Path earlier = Files.writeString(folder.resolve("tag.jsonl"), "{}\n");
        Path other = Files.writeString(folder.resolve("notes.txt"), "");

        try (ListFiles files = new ListFiles(folder, List.of("merged", "i2i"))) {
            files.write("u", Map.of("merged", new RecallList("u", List.of())));
            assertThat(earlier).exists();
            files.commit();
        }

        assertThat(folder).isDirectoryNotContaining(earlier::equals).isDirectoryContaining(other::equals);
        assertThat(folder.resolve("merged.jsonl")).isNotEmptyFile();
        assertThat(folder.resolve("i2i.jsonl")).isNotEmptyFile();
    }
}
