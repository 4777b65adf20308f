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
 * A generation of a store cut into blocks, for the wire; a {@link BlockAssembler} puts them together again. The order is
 * fixed, manifest first. Each block is read from the disk when it is asked for. Immutable and safe for concurrent use;
 * an iterator is for one thread.
 */
public final class FileBlocks implements Iterable<Block> {

    /** Size of a block; the last of a file may be shorter. */
    public static final int BLOCK_BYTES = 1 << 20;

    private final Path folder;
    private final List<Place> places;

    /** Where a block lies. */
    private record Place(String file, int index, int bytes) {}

    private FileBlocks(Path folder, List<Place> places) {
        this.folder = folder;
        this.places = places;
    }

    /** The blocks of a generation, which is verified first. */
    public static FileBlocks of(GenerationStore store, GenerationId id) {
        store.verify(id);
        Path folder = store.folder(id);
        List<String> files = new ArrayList<>(List.of(FileNames.MANIFEST, FileNames.MANIFEST_CHECKSUM));
        files.addAll(store.manifest(id).files().keySet());
        List<Place> places = new ArrayList<>();
        for (String file : files) {
            try {
                long bytes = Files.size(folder.resolve(file));
                int index = 0;
                do {
                    long rest = bytes - (long) index * BLOCK_BYTES;
                    places.add(new Place(file, index++, (int) Math.min(BLOCK_BYTES, rest)));
                } while ((long) index * BLOCK_BYTES < bytes);
            } catch (IOException e) {
                throw DurableFiles.failed("read", folder.resolve(file), e);
            }
        }
        return new FileBlocks(folder, List.copyOf(places));
    }

    /** How many blocks there are. */
    public int count() {
        return places.size();
    }

    /** The block of a number from 0 to {@link #count}. */
    public Block block(int number) {
        return read(places.get(number));
    }

    @Override
    public Iterator<Block> iterator() {
        return places.stream().map(this::read).iterator();
    }

    private Block read(Place place) {
        Path file = folder.resolve(place.file());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer content = ByteBuffer.allocate(place.bytes());
            long begin = (long) place.index() * BLOCK_BYTES;
            while (content.hasRemaining()) {
                if (channel.read(content, begin + content.position()) < 0) {
                    throw new IOException("it ends before byte " + (begin + place.bytes()));
                }
            }
            return new Block(place.file(), place.index(), content.array());
        } catch (IOException e) {
            throw DurableFiles.failed("read", file, e);
        }
    }
}
