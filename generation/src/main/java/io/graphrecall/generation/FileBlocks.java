package io.graphrecall.generation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Blocks of a generation for network transfer; a {@link BlockAssembler} reassembles them. The order is fixed, the
 * manifest comes first. Each block is read from disk on demand. Immutable and thread-safe; an iterator is for one
 * thread.
 */
public final class FileBlocks implements Iterable<Block> {

    /** Block size in bytes. Only the last block of a file may be shorter. */
    public static final int BLOCK_BYTES = 1 << 20;

    private final Path folder;
    private final List<Position> positions;

    /** Position of a block. */
    private record Position(String file, int index, int bytes) {}

    private FileBlocks(Path folder, List<Position> positions) {
        this.folder = folder;
        this.positions = positions;
    }

    /** Verifies a generation and returns its blocks. */
    public static FileBlocks of(GenerationStore store, GenerationId id) {
        store.verify(id);
        Path folder = store.folder(id);
        List<String> files = new ArrayList<>(List.of(FileNames.MANIFEST, FileNames.MANIFEST_CHECKSUM));
        files.addAll(store.manifest(id).files().keySet());
        List<Position> positions = new ArrayList<>();
        for (String file : files) {
            try {
                long bytes = Files.size(folder.resolve(file));
                int index = 0;
                do {
                    long remaining = bytes - (long) index * BLOCK_BYTES;
                    positions.add(new Position(file, index++, (int) Math.min(BLOCK_BYTES, remaining)));
                } while ((long) index * BLOCK_BYTES < bytes);
            } catch (IOException e) {
                throw DurableFiles.failed("read", folder.resolve(file), e);
            }
        }
        return new FileBlocks(folder, List.copyOf(positions));
    }

    /** Returns the number of blocks. */
    public int count() {
        return positions.size();
    }

    /**
     * Reads a block.
     *
     * @param number from 0 to {@link #count} - 1
     */
    public Block block(int number) {
        return read(positions.get(number));
    }

    @Override
    public Iterator<Block> iterator() {
        return positions.stream().map(this::read).iterator();
    }

    private Block read(Position position) {
        Path file = folder.resolve(position.file());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer content = ByteBuffer.allocate(position.bytes());
            long start = (long) position.index() * BLOCK_BYTES;
            while (content.hasRemaining()) {
                if (channel.read(content, start + content.position()) < 0) {
                    throw new IOException("the file ends before byte " + (start + position.bytes()));
                }
            }
            return new Block(position.file(), position.index(), content.array());
        } catch (IOException e) {
            throw DurableFiles.failed("read", file, e);
        }
    }
}
