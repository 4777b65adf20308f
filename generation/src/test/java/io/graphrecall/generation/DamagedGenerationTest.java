package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.RecallException;
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

/** A damaged generation is refused by name, with the file and how, and the one that serves stays. */
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
    void everyKindOfDamageToEveryFileIsTold(String file) throws IOException {
        Path path = store.folder(damaged).resolve(file);
        byte[] whole = Files.readAllBytes(path);
        for (int position : new int[] {0, whole.length / 2, whole.length - 1}) {
            byte[] flipped = whole.clone();
            flipped[position] ^= 0x10;
            Files.write(path, flipped);
            assertRefused(file + " has not the checksum that the manifest tells");
        }
        Files.write(path, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(file + " has " + (whole.length - 1) + " bytes, the manifest says " + whole.length);
        Files.write(path, Arrays.copyOf(whole, whole.length + 1));
        assertRefused(file + " has " + (whole.length + 1) + " bytes");
        Files.write(path, new byte[0]);
        assertRefused(file + " has 0 bytes");
        Files.delete(path);
        assertRefused(file + " is missing");
        Files.write(path, whole);
        store.verify(damaged);
    }

    @Test
    void filesThatChangedPlacesAreTold() throws IOException {
        Path columns = store.folder(damaged).resolve("author.npy");
        Path weights = store.folder(damaged).resolve("popularity.npy");
        Path aside = root.resolve("aside");
        Files.move(columns, aside);
        Files.move(weights, columns);
        Files.move(aside, weights);
        assertRefused("author.npy has not the checksum that the manifest tells");
    }

    @Test
    void everyFlippedByteOfTheManifestIsTold() throws IOException {
        for (String file : new String[] {"manifest.json", "manifest.sha256"}) {
            Path path = store.folder(damaged).resolve(file);
            byte[] whole = Files.readAllBytes(path);
            for (int position = 0; position < whole.length; position++) {
                byte[] flipped = whole.clone();
                flipped[position] ^= 1;
                Files.write(path, flipped);
                assertThatThrownBy(() -> store.manifest(damaged))
                        .hasMessageContaining("manifest.json has not the checksum that manifest.sha256 tells");
            }
            Files.delete(path);
            assertRefused(file + " is missing");
            Files.write(path, whole);
        }
        store.verify(damaged);
    }

    @Test
    void theManifestOfAnotherGenerationIsTold() throws IOException {
        for (String file : new String[] {"manifest.json", "manifest.sha256"}) {
            Files.delete(store.folder(damaged).resolve(file));
            Files.copy(store.folder(serving).resolve(file), store.folder(damaged).resolve(file));
        }
        assertRefused("manifest.json is that of generation " + serving);
    }

    @Test
    void anUnknownFormatIsRefused() throws IOException {
        rewriteManifest("\"format\" : 1", "\"format\" : 2");
        assertThatThrownBy(() -> store.activate(damaged))
                .hasMessage("generation " + damaged + " has the unknown format 2; this program reads 1");
        assertThat(store.current()).contains(serving);
    }

    @Test
    void aManifestWithAWrongOrMissingFieldIsRefused() throws IOException {
        rewriteManifest("\"seq\" : 42", "\"seq\" : \"many\"");
        assertRefused("manifest.json is not understood");
        rewriteManifest("\"seq\" : \"many\"", "\"sequence\" : 42");
        assertRefused("manifest.json is not understood");
        rewriteManifest("\"sequence\" : 42", "\"seq\" : 42");
        rewriteManifest("\"author.npy\"", "\"../author.npy\"");
        assertRefused("'../author.npy' can not name a part");
    }

    @Test
    void tablesThatContradictThemselvesAreRefusedThoughTheirChecksumsFit() {
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
                    .hasMessageContaining("table 't': column 1 is not one of the 1 columns");
        }
    }

    @Test
    void aDamagedManifestHidesNoOtherGeneration() throws IOException {
        Files.writeString(store.folder(damaged).resolve("manifest.json"), " ", StandardOpenOption.APPEND);
        assertThat(store.list()).extracting(GenerationManifest::id).containsExactly(serving);
        assertThat(store.ids()).containsExactlyInAnyOrder(serving, damaged);
    }

    @Test
    void aPointerThatNamesNoGenerationIsTold() throws IOException {
        Files.writeString(root.resolve("CURRENT"), "latest\n");
        assertThatThrownBy(store::current)
                .isInstanceOf(RecallException.class)
                .hasMessage(root.resolve("CURRENT") + " does not name a generation but 'latest'");
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
                DurableFiles.checksum(changed) + "  manifest.json\n");
    }

    private void assertRefused(String how) {
        assertThatThrownBy(() -> store.verify(damaged))
                .isInstanceOfSatisfying(RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.CONFLICT))
                .hasMessageStartingWith("generation " + damaged + " is damaged: ")
                .hasMessageContaining(how);
        assertThatThrownBy(() -> store.activate(damaged)).hasMessageContaining(how);
        assertThatThrownBy(() -> store.open(damaged)).hasMessageContaining(how);
        assertThat(store.current()).contains(serving);
    }
}
