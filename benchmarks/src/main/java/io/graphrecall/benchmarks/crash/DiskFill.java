package io.graphrecall.benchmarks.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that takes all space of a small file system. Not thread-safe. */
final class DiskFill {

    private static final int LARGEST_WRITE = 1 << 20;

    private final Path file;

    /**
     * @param maxFree maximum space of the file system, in bytes
     * @throws IllegalArgumentException if it has more: others may need it, and filling it takes long
     */
    DiskFill(Path folder, long maxFree) throws IOException {
        file = folder.resolve("soak-test.fill");
        free();
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable > maxFree) {
            throw new IllegalArgumentException("%s has %d MB free. Only a file system with at most %d MB is filled."
                    .formatted(folder, usable >> 20, maxFree >> 20));
        }
    }

    /** Writes until the file system is full. */
    void fill() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int size = LARGEST_WRITE; size > 0; size /= 2) {
                while (hasWritten(channel, size)) {
                    // There is space left.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not fill the disk of " + file, e);
        }
    }

    /** Writes some bytes. Returns false if there is no space for them. */
    private static boolean hasWritten(FileChannel channel, int size) {
        try {
            channel.write(ByteBuffer.allocate(size));
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    /** Deletes the file. */
    void free() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + file, e);
        }
    }
}
