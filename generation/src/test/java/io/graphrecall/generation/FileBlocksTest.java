package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class FileBlocksTest {

    @TempDir
    private Path home;

    private GenerationStore sender;
    private GenerationStore receiver;
    private GenerationId id;

    @BeforeEach
    void publishAGenerationWithALongFile() {
        sender = new GenerationStore(home.resolve("sender"));
        receiver = new GenerationStore(home.resolve("receiver"));
        try (GenerationWriter writer = Samples.written(sender)) {
            writer.ints("long", IntStream.range(0, FileBlocks.BLOCK_BYTES / 2).toArray());
            writer.index("empty", NodeIndex.EMPTY);
            id = writer.commit().id();
        }
    }

    @Test
    void blocksInAnyOrderMakeTheSameGeneration() throws IOException {
        List<Block> blocks = blocks();
        assertThat(blocks).hasSize(FileBlocks.of(sender, id).count());
        assertThat(blocks.stream().filter(block -> block.file().equals("long.npy"))).hasSize(3);
        Collections.shuffle(blocks, new Random(1));
        try (BlockAssembler assembler = new BlockAssembler(receiver, id)) {
            blocks.forEach(assembler::accept);
            assembler.accept(blocks.getFirst());
            assertThat(receiver.ids()).isEmpty();
            assertThat(assembler.commit()).isEqualTo(sender.manifest(id));
        }
        receiver.activate(id);
        for (String file : List.of("manifest.json", "manifest.sha256", "long.npy", "empty.index.jsonl")) {
            assertThat(receiver.folder(id).resolve(file)).hasSameBinaryContentAs(sender.folder(id).resolve(file));
        }
        try (Generation generation = receiver.open(id)) {
            assertThat(generation.table("i2i")).isEqualTo(Samples.I2I);
        }
    }

    @Test
    void everyMissingBlockIsDetected() {
        List<Block> blocks = blocks();
        for (Block missing : blocks) {
            try (BlockAssembler assembler = new BlockAssembler(receiver, id)) {
                blocks.stream().filter(block -> !block.equals(missing)).forEach(assembler::accept);
                assertThatThrownBy(assembler::commit)
                        .isInstanceOf(RecallException.class)
                        .hasMessageStartingWith("generation " + id + " is damaged: " + missing.file());
            }
        }
        assertThat(receiver.ids()).isEmpty();
        assertThat(home.resolve("receiver")).isDirectoryNotContaining("glob:**building*");
    }

    @Test
    void aCorruptedBlockIsDetected() {
        try (BlockAssembler assembler = new BlockAssembler(receiver, id)) {
            for (Block block : FileBlocks.of(sender, id)) {
                if (block.file().equals("long.npy") && block.index() == 1) {
                    block.bytes()[1000] ^= 1;
                }
                assembler.accept(block);
            }
            assertThatThrownBy(assembler::commit).hasMessageContaining("long.npy does not match the checksum");
        }
        assertThat(receiver.ids()).isEmpty();
    }

    @Test
    void anExistingGenerationStays() throws IOException {
        receiver.copy(id, sender);
        Path marker = receiver.folder(id).resolve("marker");
        Files.createFile(marker);
        receiver.copy(id, sender);
        assertThat(marker).exists();
        assertThat(receiver.ids()).containsExactly(id);
    }

    @Test
    void aDamagedGenerationIsNotSent() throws IOException {
        Files.delete(sender.folder(id).resolve("long.npy"));
        assertThatThrownBy(() -> FileBlocks.of(sender, id)).hasMessageContaining("long.npy is missing");
        assertThatThrownBy(() -> receiver.copy(id, sender)).hasMessageContaining("long.npy is missing");
        assertThat(receiver.ids()).isEmpty();
        assertThat(home.resolve("receiver")).isDirectoryNotContaining("glob:**building*");
    }

    @Test
    void invalidBlocksAreRejected() {
        assertThatThrownBy(() -> new Block("../CURRENT", 0, new byte[1])).hasMessageContaining("is not a valid name");
        assertThatThrownBy(() -> new Block("a.npy", -1, new byte[1])).hasMessageContaining("negative: -1");
        assertThatThrownBy(() -> new Block("a.npy", 0, new byte[FileBlocks.BLOCK_BYTES + 1]))
                .hasMessageContaining("at most 1048576");
    }

    @Test
    void anAssemblerCannotBeReused() {
        BlockAssembler assembler = new BlockAssembler(receiver, id);
        blocks().forEach(assembler::accept);
        assembler.commit();
        assertThatThrownBy(assembler::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> assembler.accept(blocks().getFirst())).isInstanceOf(IllegalStateException.class);
        assembler.close();
        receiver.verify(id);
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        FileBlocks.of(sender, id).forEach(blocks::add);
        return blocks;
    }
}
