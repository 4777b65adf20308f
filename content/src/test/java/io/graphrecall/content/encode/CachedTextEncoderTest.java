package io.graphrecall.content.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.LocalBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class CachedTextEncoderTest {

    @TempDir
    private Path folder;

    private final List<String> encoded = new ArrayList<>();

    @Test
    void aTextIsEncodedOnlyOnce() {
        try (TextEncoder encoder = open()) {
            encoder.encode(List.of("a", "b", "a"));
            encoder.encode(List.of("b", "c"));
        }
        try (TextEncoder encoder = open()) {
            assertThat(encoder.encode(List.of("c", "a")))
                    .isDeepEqualTo(new float[][] {Letters.vector("c"), Letters.vector("a")});
        }
        assertThat(encoded).containsExactly("a", "b", "c");
    }

    @Test
    void theWidthOfLettersDoesNotMatter() {
        try (TextEncoder encoder = open()) {
            encoder.encode(List.of("ＯＰＩ，６ ｶﾞﾗｽ", "OPI，6 ガラス"));
        }
        assertThat(encoded).containsExactly("OPI，6 ガラス");
    }

    @Test
    void twoOpenEncodersShareTheFile() {
        try (TextEncoder first = open(); TextEncoder second = open()) {
            first.encode(List.of("a"));
            second.encode(List.of("b"));
            first.encode(List.of("c"));
        }
        try (TextEncoder encoder = open()) {
            encoded.clear();
            encoder.encode(List.of("a", "b", "c"));
        }
        assertThat(encoded).isEmpty();
    }

    @Test
    void damagedAndIncompleteRecordsAreEncodedAgain() throws IOException {
        try (TextEncoder encoder = open()) {
            encoder.encode(List.of("a", "b", "c"));
        }
        Path file = file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[12 + 16] ^= 1; // in the vector of "a"
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3)); // truncates "c"

        encoded.clear();
        try (TextEncoder encoder = open()) {
            assertThat(encoder.encode(List.of("a", "b", "c"))).isDeepEqualTo(
                    new float[][] {Letters.vector("a"), Letters.vector("b"), Letters.vector("c")});
        }
        assertThat(encoded).containsExactly("a", "c");
    }

    @Test
    void cachesManyTexts() {
        List<String> texts = IntStream.range(0, 1000).mapToObj(i -> "text " + i).toList();
        try (TextEncoder encoder = open()) {
            assertThat(encoder.encode(texts)[999]).containsExactly(Letters.vector("text 999"));
        }
        assertThat(encoded).hasSize(1000);
    }

    @Test
    void aFileOfAnotherFormatIsRefusedByName() throws IOException {
        open().close();
        Files.writeString(file(), "another format");

        assertThatThrownBy(this::open).isInstanceOf(RecallException.class).hasMessageContaining(file().toString());
    }

    @Test
    void anotherBuildEncodesTheChangedTextsOnlyAndHasTheVectorsOfAFirstBuild() {
        List<String> texts = List.of("a", "new", "b", "c", "a");
        List<String> outcomes = new ArrayList<>();
        try (CachedTextEncoder encoder = open()) {
            encoder.prepare("Encoding texts", List.of("a", "b", "old", "c"), LocalBlocks.PLAIN, Progress.NONE);
        }
        encoded.clear();
        try (CachedTextEncoder encoder = open();
                CachedTextEncoder fresh = new CachedTextEncoder(new Letters("letters/1"), folder.resolve("fresh"))) {
            encoder.prepare("Encoding texts", texts, LocalBlocks.PLAIN, new Progress() {
                @Override
                public void begin(String task, long total) {
                    outcomes.add(task + ": " + total);
                }

                @Override
                public void advance(long steps) {}

                @Override
                public void end(String outcome) {
                    outcomes.add(outcome);
                }
            });
            assertThat(encoded).containsExactly("new");
            assertThat(encoder.encode(texts)).isDeepEqualTo(fresh.encode(texts));
        }
        assertThat(outcomes).containsExactly("Encoding texts: 4", "1 encoded, 3 unchanged");
    }

    @Test
    void aFolderThatSharesTheVectorsOfAnotherOneEncodesNoTextAgain() {
        Path other = folder.resolve("other");
        Path shared = folder.resolve("shared");
        CachedTextEncoder.share(other, shared);
        CachedTextEncoder.share(shared, shared.resolve("../shared"));
        String name = new OnnxTextEncoder(EncoderModel.ENGLISH, 1).name();

        for (Path cache : List.of(other, shared)) {
            try (TextEncoder encoder = new CachedTextEncoder(new Letters(name), cache)) {
                assertThat(encoder.encode(List.of("a"))).isDeepEqualTo(new float[][] {Letters.vector("a")});
            }
        }
        assertThat(encoded).containsExactly("a");
    }

    private CachedTextEncoder open() {
        return new CachedTextEncoder(new Letters("letters/1"), folder);
    }

    private Path file() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    /** Fake encoder that records its texts. The vector of a text is its hash and length. */
    private final class Letters implements TextEncoder {

        private final String name;

        Letters(String name) {
            this.name = name;
        }

        static float[] vector(String text) {
            return new float[] {text.hashCode(), text.length()};
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[][] encode(List<String> texts) {
            encoded.addAll(texts);
            return texts.stream().map(Letters::vector).toArray(float[][]::new);
        }

        @Override
        public void close() {}
    }
}
