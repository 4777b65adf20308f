package io.graphrecall.generation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The hidden folder in which a generation comes to be. A lock file beside it is held as long as its process lives; a
 * folder whose lock is free was left by a crash. Open until it has become a generation or was discarded; not safe for
 * concurrent use. What changes the store is called under the {@link StoreLock}.
 */
final class BuildingFolder {

    private static final String PREFIX = ".building-";
    private static final String LOCK_SUFFIX = ".lock";

    /** Closing any channel of a file gives up the process's locks on it, so those of this process are not tried. */
    private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final Path path;
    private final Path lockFile;
    private final FileChannel lock;
    private boolean open = true;

    private BuildingFolder(Path root, Path path, Path lockFile, FileChannel lock) {
        this.root = root;
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Makes the folder for a generation; there may be several for one. */
    static BuildingFolder create(Path root, GenerationId id) throws IOException {
        String distinction = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path path = root.toRealPath().resolve(PREFIX + id + "-" + distinction);
        Path lockFile = lockFile(path);
        FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.lock();
            Files.createDirectory(path);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        OF_THIS_PROCESS.add(lockFile);
        return new BuildingFolder(root, path, lockFile, lock);
    }

    Path path() {
        return path;
    }

    /** Whether it has neither become a generation nor been discarded. */
    boolean isOpen() {
        return open;
    }

    void requireOpen() {
        if (!open) {
            throw new IllegalStateException(path + " is closed: it was committed or discarded");
        }
    }

    /** Gives the finished folder its name in one step, and brings that to the disk. */
    void rename(GenerationId id) throws IOException {
        DurableFiles.syncFolder(path);
        Files.move(path, root.resolve(id.value()), StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncFolder(root);
        release();
    }

    /** Removes the folder and what was written into it. */
    void discard() throws IOException {
        DurableFiles.deleteFolder(path);
        release();
    }

    private void release() throws IOException {
        Files.deleteIfExists(lockFile);
        lock.close();
        OF_THIS_PROCESS.remove(lockFile);
        open = false;
    }

    /** Removes what processes left that have ended. */
    static void cleanStale(Path root) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(root.toRealPath(), PREFIX + "*")) {
            for (Path entry : left) {
                String name = entry.getFileName().toString();
                Path folder = entry.resolveSibling(
                        name.endsWith(LOCK_SUFFIX) ? name.substring(0, name.length() - LOCK_SUFFIX.length()) : name);
                cleanIfStale(folder, lockFile(folder));
            }
        }
    }

    private static Path lockFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK_SUFFIX);
    }

    private static void cleanIfStale(Path folder, Path lockFile) throws IOException {
        if (OF_THIS_PROCESS.contains(lockFile)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                DurableFiles.deleteFolder(folder);
                Files.deleteIfExists(lockFile);
            }
        }
    }
}
