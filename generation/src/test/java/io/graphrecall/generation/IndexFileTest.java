package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

class IndexFileTest {

    @TempDir
    private Path folder;

    @Test
    void keysWithAnyCharactersTakeOneLineEach() throws IOException {
        NodeIndex index = NodeIndex
                .of(List.of("a/b", "美甲", "\"quoted\"\\", "line\nfeed\r", "\u001f\u2028\u0085", "\ud83d\ude00", ""));
        Path file = folder.resolve("keys.index.jsonl");
        GenerationManifest.FileEntry written = IndexFile.write(file, index);
        assertThat(IndexFile.read(file)).isEqualTo(index);
        assertThat(Files.readString(file)).startsWith("\"a/b\"\n\"美甲\"\n").hasLineCount(index.size());
        assertThat(DurableFiles.measure(file)).isEqualTo(written);
    }

    @Test
    void aLargeIndexIsReadBack() throws IOException {
        NodeIndex index = NodeIndex.of(IntStream.range(0, 20_000).mapToObj(i -> "content-" + i).toList());
        IndexFile.write(folder.resolve("many.index.jsonl"), index);
        assertThat(IndexFile.read(folder.resolve("many.index.jsonl"))).isEqualTo(index);
    }

    @Test
    void anEmptyIndexIsAnEmptyFile() throws IOException {
        Path file = folder.resolve("empty.index.jsonl");
        IndexFile.write(file, NodeIndex.EMPTY);
        assertThat(file).isEmptyFile();
        assertThat(IndexFile.read(file)).isEqualTo(NodeIndex.EMPTY);
    }

    @Test
    void aKeyThatIsNotValidUnicodeIsRejected() throws IOException {
        assertRejected("\"a\"\n\"\\ud800\"\n", "the key of ordinal 1 is not valid Unicode");
    }

    @Test
    void anInvalidLineIsReportedWithFileAndNumber() throws IOException {
        assertRejected("\"a\"\n17\n", "line 2 is not a JSON string");
        assertRejected("\"a\"\n\"b\n", "line 2 cannot be parsed");
        assertRejected("\"a\"\n\"a\"\n", "key 'a' occurs twice, at ordinals 0 and 1");
        Path file = folder.resolve("latin.jsonl");
        Files.write(file, new byte[] {'"', (byte) 0xe4, '"', '\n'});
        assertThatThrownBy(() -> IndexFile.read(file)).hasMessageContaining(file + ": line 1 cannot be parsed");
    }

    private void assertRejected(String content, String reason) throws IOException {
        Path file = folder.resolve("damaged.jsonl");
        Files.writeString(file, content);
        assertThatThrownBy(() -> IndexFile.read(file))
                .isInstanceOf(RecallException.class)
                .hasMessageContaining(file + ": " + reason);
    }
}
