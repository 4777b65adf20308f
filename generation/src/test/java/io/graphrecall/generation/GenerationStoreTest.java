package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.Sha256;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class GenerationStoreTest {

    @TempDir
    private Path home;

    private GenerationStore store() {
        return new GenerationStore(home.resolve("generations"));
    }

    @Test
    void readsWhatWasWritten() {
        GenerationStore store = store();
        GenerationId id = Samples.published(store);
        try (Generation generation = store.open(id)) {
            assertThat(generation.index("contents")).isEqualTo(Samples.CONTENTS)
                    .isSameAs(generation.index("contents"));
            assertThat(generation.table("i2i")).isEqualTo(Samples.I2I);
            assertThat(generation.longs("published_at")).containsExactly(1, Long.MIN_VALUE, 3);
            assertThat(generation.ints("author")).containsExactly(0, -1, 5);
            assertThat(generation.floats("popularity")).containsExactly(0.5f, 0, 2);
            assertThat(generation.bytes("hidden")).containsExactly(0, 1, 0);
            assertThat(generation.embedding("space.clip")).isEqualTo(Samples.CLIP);
            assertThat(List.of("contents", "i2i", "author", "space.clip")).allMatch(generation::has);
            assertThat(generation.has("model")).isFalse();
        }
    }

    @Test
    void theManifestDescribesTheBuild() {
        Instant now = Instant.parse("2026-11-25T00:45:12.345Z");
        GenerationStore store = new GenerationStore(home.resolve("generations"), () -> now);
        GenerationId id = Samples.published(store);
        GenerationManifest manifest = store.manifest(id);
        assertThat(manifest.id()).isEqualTo(id);
        assertThat(id.value()).startsWith("20261125T004512Z-");
        assertThat(manifest.format()).isEqualTo(GenerationManifest.FORMAT);
        assertThat(manifest.createdAt()).isEqualTo(now);
        assertThat(manifest.asOf()).isEqualTo(Samples.HEADER.asOf());
        assertThat(manifest.seq()).isEqualTo(42);
        assertThat(manifest.seed()).isEqualTo(7);
        assertThat(manifest.dataSet()).isEqualTo(Samples.HEADER.dataSet());
        assertThat(manifest.embeddings()).containsExactly(Map.entry(
                "space.clip", new GenerationManifest.Embedding(EmbeddingTable.Metric.COSINE, 2)));
        assertThat(manifest.settings()).isEqualTo(Samples.HEADER.settings());
        assertThat(manifest.metrics()).containsEntry("loss", 0.125).containsEntry("contents", 3.0);
        assertThat(manifest.gate()).containsExactly(Samples.CHECK);
        assertThat(manifest.files().keySet()).containsExactly("author.npy", "contents.index.jsonl", "hidden.npy",
                "i2i.columns.npy", "i2i.offsets.npy", "i2i.shape.npy", "i2i.weights.npy", "popularity.npy",
                "published_at.npy", "space.clip.ordinals.npy", "space.clip.vectors.npy");
        assertThat(manifest.bytes()).isGreaterThan(1000);
        assertThat(store.list()).containsExactly(manifest);
    }

    @Test
    void aManifestOfAnEarlierVersionHasNoGateAndNoGraphId() throws IOException {
        GenerationStore store = store();
        GenerationId id = Samples.published(store);
        Path manifest = store.folder(id).resolve("manifest.json");
        String earlier = Files.readString(manifest).replaceFirst("(?s)\\s*\"gate\" : \\[.*?],", "")
                .replaceFirst("\\s*\"graph_id\" : \".*?\",", "");
        assertThat(earlier).doesNotContain("gate", "graph_id").hasSizeGreaterThan(1000);
        Files.writeString(manifest, earlier);
        Files.writeString(store.folder(id).resolve("manifest.sha256"), Sha256.hex(earlier) + "  manifest.json\n");
        assertThat(store.manifest(id).gate()).isEmpty();
        assertThat(store.manifest(id).graphId()).isEmpty();
        assertThat(store.manifest(id).metrics()).containsEntry("loss", 0.125);
        store.verify(id);
    }

    @Test
    void equalContentGivesEqualBytes() throws IOException {
        GenerationStore store = store();
        GenerationId one = Samples.published(store);
        GenerationId other = Samples.published(store);
        assertThat(one).isNotEqualTo(other);
        assertThat(store.manifest(one).files()).isEqualTo(store.manifest(other).files());
        for (String file : store.manifest(one).files().keySet()) {
            assertThat(store.folder(one).resolve(file)).hasSameBinaryContentAs(store.folder(other).resolve(file));
        }
    }

    @Test
    void aGenerationIsVisibleAfterCommit() {
        GenerationStore store = store();
        try (GenerationWriter writer = Samples.written(store)) {
            assertThat(store.list()).isEmpty();
            assertThatThrownBy(() -> store.verify(writer.id())).hasMessageContaining("there is no generation");
            writer.commit();
            assertThat(store.ids()).containsExactly(writer.id());
            assertThat(store.current()).isEmpty();
        }
        assertThat(store.ids()).hasSize(1);
    }

    @Test
    void aWriterClosedWithoutCommitLeavesNothing() throws IOException {
        GenerationStore store = store();
        Samples.written(store).close();
        assertThat(store.ids()).isEmpty();
        assertThat(entries()).containsExactly(".lock");
    }

    @Test
    void aWriterCannotBeReused() {
        GenerationStore store = store();
        GenerationWriter writer = Samples.written(store);
        assertThatThrownBy(() -> writer.ints("author", new int[1]))
                .hasMessage("'author' was already written: author.npy");
        assertThatThrownBy(() -> writer.metric("loss", Double.NaN)).hasMessageContaining("not finite");
        writer.commit();
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.bytes("more", new byte[1])).hasMessageContaining("is closed");
        writer.close();
        assertThat(store.ids()).hasSize(1);
    }

    @Test
    void invalidNamesAreRejected() {
        GenerationStore store = store();
        try (GenerationWriter writer = store.begin(Samples.HEADER)) {
            for (String name : List.of("../x", "a/b", ".hidden", "", "a.", "a b")) {
                assertThatThrownBy(() -> writer.ints(name, new int[1])).hasMessageContaining("is not a valid name");
            }
        }
    }

    @Test
    void activationCanBeReverted() {
        GenerationStore store = store();
        GenerationId one = Samples.published(store);
        GenerationId two = Samples.published(store);
        store.activate(two);
        assertThat(store.current()).contains(two);
        store.activate(one);
        assertThat(store().current()).contains(one);
        assertThat(store.ids()).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void anActivationStaysThatAnotherProgramMadeMeanwhile() throws IOException {
        GenerationStore store = store();
        GenerationId one = Samples.published(store);
        GenerationId two = Samples.published(store);
        store.activateAfter(null, one);
        assertThat(store.current()).contains(one);
        store.activate(two);
        store.activateAfter(one, one);
        assertThat(store.current()).contains(two);
        store.activateAfter(two, one);
        assertThat(store.current()).contains(one);
        Files.writeString(home.resolve("generations").resolve(GenerationStore.CURRENT), "no id");
        store.activateAfter(null, two);
        assertThat(store.current()).contains(two);
    }

    @Test
    void aCopyTakesThePlaceOfADamagedCurrentGeneration() throws IOException {
        GenerationStore store = store();
        GenerationId id = Samples.published(store);
        GenerationStore shared = new GenerationStore(home.resolve("shared"));
        shared.copy(id, store);
        shared.activate(id);
        Files.delete(shared.folder(id).resolve("author.npy"));
        assertThatThrownBy(() -> shared.verify(id)).isInstanceOf(RecallException.class);
        Path source = store.folder(id).resolve("author.npy");
        Path moved = Files.move(source, home.resolve("author.npy"));
        assertThatThrownBy(() -> shared.copy(id, store)).isInstanceOf(RecallException.class);
        assertThat(shared.ids()).as("a failed copy replaces nothing").containsExactly(id);
        Files.move(moved, source);

        shared.copy(id, store);

        shared.verify(id);
        try (Stream<Path> files = Files.list(home.resolve("shared"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(".lock", id.value(), "CURRENT");
        }
        assertThat(shared.current()).contains(id);
    }

    @Test
    void aStoreWithoutGenerationsIsEmpty() {
        GenerationStore store = store();
        GenerationId unknown = new GenerationId("20261125T004512Z-0000");
        assertThat(store.list()).isEmpty();
        assertThat(store.current()).isEmpty();
        assertThat(store.prune(0, List.of())).isEmpty();
        assertNotFound(() -> store.verify(unknown));
        assertNotFound(() -> store.activate(unknown));
        assertNotFound(() -> store.open(unknown));
        assertThat(store.current()).isEmpty();
    }

    @Test
    void readingAMissingPartIsNotFound() {
        GenerationStore store = store();
        try (Generation generation = store.open(Samples.published(store))) {
            assertNotFound(() -> generation.table("tag"));
            assertNotFound(() -> generation.index("i2i"));
            assertNotFound(() -> generation.floats("vectors"));
        }
    }

    @Test
    void aClosedGenerationCannotBeRead() {
        GenerationStore store = store();
        Generation generation = store.open(Samples.published(store));
        generation.close();
        assertThatThrownBy(() -> generation.ints("author")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listingIgnoresOtherFiles() throws IOException {
        GenerationStore store = store();
        GenerationId id = Samples.published(store);
        Files.createDirectory(home.resolve("generations/notes"));
        Files.writeString(home.resolve("generations/README"), "hand-written");
        assertThat(store.ids()).containsExactly(id);
    }

    @Test
    void pruningKeepsTheCurrentGenerationAndTheNewestOthers() throws IOException {
        List<Instant> times = new ArrayList<>(
                Stream.iterate(Instant.EPOCH, time -> time.plusSeconds(60)).limit(8).toList());
        GenerationStore store = new GenerationStore(home.resolve("generations"), times::removeFirst);
        List<GenerationId> ids = Stream.generate(() -> Samples.published(store)).limit(8).toList();
        store.activate(ids.get(1));
        assertThat(store.prune(GenerationStore.DEFAULT_RETENTION, List.of(ids.get(0)))).containsExactly(ids.get(2));
        assertThat(store.ids()).containsExactly(
                ids.get(0), ids.get(1), ids.get(3), ids.get(4), ids.get(5), ids.get(6), ids.get(7));
        store.verify(ids.get(1));
        assertThat(store.prune(0, List.of())).hasSize(6);
        assertThat(entries()).containsExactly(".lock", ids.get(1).value(), "CURRENT");
    }

    /** Another member was killed after it hid a damaged copy, while this one received the generation. */
    @Test
    void aDamagedGenerationIsReplacedAlsoIfAnEarlierOneIsLeft() throws IOException {
        GenerationStore store = store();
        GenerationStore source = new GenerationStore(home.resolve("source"));
        GenerationId id = Samples.published(source);
        store.copy(id, source);
        Files.delete(store.folder(id).resolve("manifest.json"));
        try (BlockAssembler copy = new BlockAssembler(store, id)) {
            FileBlocks.of(source, id).forEach(copy::accept);
            Path left = Files.createDirectory(home.resolve("generations/.removed-" + id));
            Files.writeString(left.resolve("users.index.jsonl"), "\"ann\"\n");
            copy.commit();
        }
        store.verify(id);
        assertThat(entries()).containsExactly(".lock", id.value());
    }

    @Test
    void aLeftoverThatCannotBeDeletedStopsNothing() throws IOException {
        GenerationStore store = store();
        assertThat(store.hiddenFolders()).isEmpty();
        GenerationId id = Samples.published(store);
        Path left = Files.createDirectory(home.resolve("generations/.building-" + id + "-0"));
        Path lock = Files.createDirectory(home.resolve("generations/.building-" + id + "-0.lock")); // cannot be locked

        store.activate(id);

        assertThat(store.current()).contains(id);
        assertThat(store.hiddenFolders()).containsExactly(left, lock);
        Files.delete(lock);
        assertThat(store.prune(0, List.of())).isEmpty();
        assertThat(store.hiddenFolders()).isEmpty();
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(home.resolve("generations"))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RecallException.class,
                e -> assertThat(e.code()).isEqualTo(RecallException.Code.NOT_FOUND));
    }
}
