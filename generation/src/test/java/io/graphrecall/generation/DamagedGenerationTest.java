package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Verification rejects damaged generations and reports the file and the kind of damage. The current generation stays
 * active.
 */
class DamagedGenerationTest {

    @TempDir
    private Path root;

    private GenerationStore store;
    private GenerationId serving;
    private GenerationId damaged;

    @BeforeEach
    void publishTwo() {
        store = new GenerationStore(root);
        serving = Samples.published(store);
        store.activate(serving);
        damaged = Samples.published(store);
        store.verify(damaged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"author.npy", "contents.index.jsonl", "hidden.npy", "i2i.columns.npy", "i2i.offsets.npy",
        "i2i.shape.npy", "i2i.weights.npy", "popularity.npy", "published_at.npy"})
    void damageToAnyFileIsReported(String file) throws IOException {
        Path path = store.folder(damaged).resolve(file);
        byte[] original = Files.readAllBytes(path);
        for (int position : new int[] {0, original.length / 2, original.length - 1}) {
            byte[] flipped = original.clone();
            flipped[position] ^= 0x10;
            Files.write(path, flipped);
            assertRejected(file + " does not match the checksum in the manifest");
        }
        Files.write(path, Arrays.copyOf(original, original.length - 1));
        assertRejected(file + " has " + (original.length - 1) + " bytes, but the manifest records " + original.length);
        Files.write(path, Arrays.copyOf(original, original.length + 1));
        assertRejected(file + " has " + (original.length + 1) + " bytes");
        Files.write(path, new byte[0]);
        assertRejected(file + " has 0 bytes");
        Files.delete(path);
        assertRejected(file + " is missing");
        Files.write(path, original);
        store.verify(damaged);
    }

    @Test
    void swappedFilesAreReported() throws IOException {
        Path columns = store.folder(damaged).resolve("author.npy");
        Path weights = store.folder(damaged).resolve("popularity.npy");
        Path aside = root.resolve("aside");
        Files.move(columns, aside);
        Files.move(weights, columns);
        Files.move(aside, weights);
        assertRejected("author.npy does not match the checksum in the manifest");
    }

    @Test
    void everyFlippedBitOfTheManifestIsReported() throws IOException {
        for (String file : new String[] {"manifest.json", "manifest.sha256"}) {
            Path path = store.folder(damaged).resolve(file);
            byte[] original = Files.readAllBytes(path);
            for (int position = 0; position < original.length; position++) {
                byte[] flipped = original.clone();
                flipped[position] ^= 1;
                Files.write(path, flipped);
                assertThatThrownBy(() -> store.manifest(damaged))
                        .hasMessageContaining("manifest.json does not match the checksum in manifest.sha256");
            }
            Files.delete(path);
            assertRejected(file + " is missing");
            Files.write(path, original);
        }
        store.verify(damaged);
    }

    @Test
    void theManifestOfAnotherGenerationIsReported() throws IOException {
        for (String file : new String[] {"manifest.json", "manifest.sha256"}) {
            Files.delete(store.folder(damaged).resolve(file));
            Files.copy(store.folder(serving).resolve(file), store.folder(damaged).resolve(file));
        }
        assertRejected("manifest.json belongs to generation " + serving);
    }

    @Test
    void anUnknownFormatIsRejected() throws IOException {
        rewriteManifest("\"format\" : 1", "\"format\" : 2");
        assertThatThrownBy(() -> store.activate(damaged))
                .hasMessage("generation " + damaged + " has unknown format 2; this program reads format 1");
        assertThat(store.current()).contains(serving);
    }

    @Test
    void aManifestWithAnInvalidOrMissingFieldIsRejected() throws IOException {
        rewriteManifest("\"seq\" : 42", "\"seq\" : \"many\"");
        assertRejected("manifest.json cannot be parsed");
        rewriteManifest("\"seq\" : \"many\"", "\"sequence\" : 42");
        assertRejected("manifest.json cannot be parsed");
        rewriteManifest("\"sequence\" : 42", "\"seq\" : 42");
        rewriteManifest("\"author.npy\"", "\"../author.npy\"");
        assertRejected("'../author.npy' is not a valid name");
    }

    @Test
    void inconsistentTablesAreRejectedDespiteValidChecksums() {
        GenerationId id;
        try (GenerationWriter writer = store.begin(Samples.HEADER)) {
            writer.longs("t.shape", new long[] {1, 1});
            writer.longs("t.offsets", new long[] {0, 1});
            writer.ints("t.columns", new int[] {1});
            writer.floats("t.weights", new float[] {1});
            id = writer.commit().id();
        }
        try (Generation generation = store.open(id)) {
            assertThatThrownBy(() -> generation.table("t"))
                    .hasMessageContaining(id.value())
                    .hasMessageContaining("table 't': column 1 is outside the range of the 1 columns");
        }
    }

    @Test
    void aDamagedManifestDoesNotHideOtherGenerations() throws IOException {
        Files.writeString(store.folder(damaged).resolve("manifest.json"), " ", StandardOpenOption.APPEND);
        assertThat(store.list()).extracting(GenerationManifest::id).containsExactly(serving);
        assertThat(store.ids()).containsExactlyInAnyOrder(serving, damaged);
    }

    @Test
    void anInvalidCurrentFileIsReported() throws IOException {
        Files.writeString(root.resolve("CURRENT"), "latest\n");
        assertThatThrownBy(store::current)
                .isInstanceOf(RecallException.class)
                .hasMessage(root.resolve("CURRENT") + " contains 'latest', which is not a generation id");
        store.activate(serving);
        assertThat(store.current()).contains(serving);
    }

    private void rewriteManifest(String part, String replacement) throws IOException {
        Path file = store.folder(damaged).resolve("manifest.json");
        String text = Files.readString(file);
        assertThat(text).contains(part);
        byte[] changed = text.replace(part, replacement).getBytes(StandardCharsets.UTF_8);
        Files.write(file, changed);
        Files.writeString(store.folder(damaged).resolve("manifest.sha256"),
                Sha256.hex(changed) + "  manifest.json\n");
    }

    private void assertRejected(String problem) {
        assertThatThrownBy(() -> store.verify(damaged))
                .isInstanceOfSatisfying(RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.CONFLICT))
                .hasMessageStartingWith("generation " + damaged + " is damaged: ")
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> store.activate(damaged)).hasMessageContaining(problem);
        assertThatThrownBy(() -> store.open(damaged)).hasMessageContaining(problem);
        assertThat(store.current()).contains(serving);
    }
}
