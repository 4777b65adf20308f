package io.graphrecall.generation;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** File operations that are durable when they return: the data is on disk and survives a crash. */
public final class DurableFiles {

    /** Permissions of a file that only its owner reads and writes. */
    public static final FileAttribute<?> OWNER_ONLY_FILE = PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rw-------"));
    /** Permissions of a folder that only its owner enters. */
    public static final FileAttribute<?> OWNER_ONLY_FOLDER = PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rwx------"));

    private DurableFiles() {}

    /**
     * Creates a file and syncs it.
     *
     * @return size and checksum, computed from the content and not from the file
     */
    static GenerationManifest.FileEntry write(Path file, AtomicFile.Content content, FileAttribute<?>... attributes)
            throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
                DigestOutputStream out = digesting(Channels.newOutputStream(channel))) {
            content.writeTo(out);
            channel.force(true);
            return entry(channel.position(), out);
        }
    }

    /** Syncs the content of a file to disk. */
    static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Syncs the entries of a folder (created, renamed and deleted names) to disk. */
    public static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Computes size and checksum of a file on disk. */
    static GenerationManifest.FileEntry measure(Path file) throws IOException {
        DigestOutputStream out = digesting(OutputStream.nullOutputStream());
        return entry(Files.copy(file, out), out);
    }

    private static DigestOutputStream digesting(OutputStream out) {
        return new DigestOutputStream(out, Sha256.newDigest());
    }

    private static GenerationManifest.FileEntry entry(long bytes, DigestOutputStream out) {
        return new GenerationManifest.FileEntry(bytes, HexFormat.of().formatHex(out.getMessageDigest().digest()));
    }

    /**
     * Copies a regular file to a new file that only its owner can read, and syncs it.
     *
     * @return size and checksum of the copied content
     * @throws IOException also if the source is a symbolic link
     */
    public static GenerationManifest.FileEntry copy(Path source, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS)) {
            return write(target, in::transferTo, OWNER_ONLY_FILE);
        }
    }

    /** Deletes a folder with its content, if it exists. */
    public static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(paths::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    /** Converts an I/O error to an exception whose message names the operation and the file. */
    public static RecallException failed(String operation, Path path, IOException cause) {
        return new RecallException(
                RecallException.Code.UNAVAILABLE, "cannot " + operation + " " + path + ": " + cause, cause);
    }
}
