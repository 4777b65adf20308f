package io.graphrecall.generation;

import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Writing that survives a crash: what has returned is on the disk. */
final class DurableFiles {

    private static final int CHUNK = 1 << 18;

    private DurableFiles() {}

    /**
     * Writes a file that is not there yet, through to the disk. A part is written before the next is asked for, so all
     * may be one buffer.
     *
     * @return its size and checksum, taken from what was handed in, not from what the disk made of it
     */
    static GenerationManifest.FileEntry write(Path file, Stream<ByteBuffer> parts) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (ByteBuffer part : (Iterable<ByteBuffer>) parts::iterator) {
                bytes += part.remaining();
                digest.update(part.duplicate());
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
            channel.force(true);
        }
        return new GenerationManifest.FileEntry(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** Brings the content of a file to the disk. */
    static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Brings the entries of a folder (names made, changed, removed) to the disk. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Size and checksum of a file as it lies on the disk. */
    static GenerationManifest.FileEntry measure(Path file) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(chunk) >= 0) {
                bytes += chunk.flip().remaining();
                digest.update(chunk);
                chunk.clear();
            }
        }
        return new GenerationManifest.FileEntry(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    static String checksum(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /** Removes a folder and all that is in it; nothing happens where it is not there. */
    static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(paths::add);
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    /** What an I/O error becomes: one line that says what was tried and on which file. */
    static RecallException failed(String attempt, Path path, IOException cause) {
        return new RecallException(
                RecallException.Code.UNAVAILABLE, "can not " + attempt + " " + path + ": " + cause, cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
