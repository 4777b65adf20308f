package io.graphrecall.generation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Assembles a generation from its blocks in a hidden folder of the store. {@link #commit} verifies the generation and
 * publishes it. Closing without commit removes the folder. Blocks may arrive in any order and more than once. Not
 * thread-safe.
 */
public final class BlockAssembler implements AutoCloseable {

    private final GenerationStore store;
    private final GenerationId id;
    private final BuildingFolder building;

    /** Starts to receive a generation. */
    public BlockAssembler(GenerationStore store, GenerationId id) {
        this.store = store;
        this.id = id;
        this.building = store.receive(id);
    }

    /** Writes a block. */
    public void accept(Block block) {
        building.requireOpen();
        Path file = building.path().resolve(block.file());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(block.bytes());
            long start = (long) block.index() * FileBlocks.BLOCK_BYTES;
            while (content.hasRemaining()) {
                channel.write(content, start + content.position());
            }
        } catch (IOException e) {
            throw DurableFiles.failed("write", file, e);
        }
    }

    /**
     * Verifies the received files and publishes the generation. If the store already has the generation, an intact one
     * stays and a damaged one is replaced.
     *
     * @return manifest of the generation
     */
    public GenerationManifest commit() {
        building.requireOpen();
        GenerationManifest manifest = GenerationManifest.read(building.path(), id);
        GenerationStore.verify(building.path(), manifest);
        try {
            for (String file : manifest.files().keySet()) {
                DurableFiles.syncFile(building.path().resolve(file));
            }
            DurableFiles.syncFile(building.path().resolve(FileNames.MANIFEST));
            DurableFiles.syncFile(building.path().resolve(FileNames.MANIFEST_CHECKSUM));
        } catch (IOException e) {
            throw DurableFiles.failed("write", building.path(), e);
        }
        store.publish(building, id);
        return manifest;
    }

    /** Ends the transfer. Without a prior commit, deletes the received files. */
    @Override
    public void close() {
        store.discard(building);
    }
}
