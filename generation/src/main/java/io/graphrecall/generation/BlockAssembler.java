package io.graphrecall.generation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Puts a generation together from its blocks, in a hidden folder of the store. {@link #commit} verifies it and lets it
 * appear; closed without, it leaves nothing. Blocks may come in any order, and twice. Not safe for concurrent use.
 */
public final class BlockAssembler implements AutoCloseable {

    private final GenerationStore store;
    private final GenerationId id;
    private final BuildingFolder building;

    /** Begins to receive a generation. */
    public BlockAssembler(GenerationStore store, GenerationId id) {
        this.store = store;
        this.id = id;
        this.building = store.receive(id);
    }

    /** Takes a block. */
    public void accept(Block block) {
        building.requireOpen();
        Path file = building.path().resolve(block.file());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(block.bytes());
            long begin = (long) block.index() * FileBlocks.BLOCK_BYTES;
            while (content.hasRemaining()) {
                channel.write(content, begin + content.position());
            }
        } catch (IOException e) {
            throw DurableFiles.failed("write", file, e);
        }
    }

    /**
     * Verifies what was received and lets the generation appear in the store. Where it is there already, that one stays.
     *
     * @return its manifest
     */
    public GenerationManifest commit() {
        building.requireOpen();
        GenerationManifest manifest = ManifestFile.read(building.path(), id);
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

    /** Ends the receiving; without a commit before, removes what was received. */
    @Override
    public void close() {
        store.discard(building);
    }
}
