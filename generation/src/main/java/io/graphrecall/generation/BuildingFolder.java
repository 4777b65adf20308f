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
 * Hidden folder in which a generation is built. A lock file next to it is locked while its process lives. If the lock
 * is free, the folder was left by a crash. The folder is open until it is renamed to a generation or discarded. Not
 * thread-safe. Callers that change the store hold its lock.
 */
final class BuildingFolder {

    static final String PREFIX = ".building-";
    private static final System.Logger LOG = System.getLogger(BuildingFolder.class.getName());
    private static final String LOCK_SUFFIX = ".lock";

    /**
     * Lock files of this process. They are never tried, because closing any channel of a file releases the process's
     * locks on it.
     */
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

    /** Creates a folder for a generation. One generation may have several folders. */
    static BuildingFolder create(Path root, GenerationId id) throws IOException {
        String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path path = root.toRealPath().resolve(PREFIX + id + "-" + suffix);
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

    /** Returns true until the folder is renamed or discarded. */
    boolean isOpen() {
        return open;
    }

    void requireOpen() {
        if (!open) {
            throw new IllegalStateException(path + " is closed: it was committed or discarded");
        }
    }

    /** Atomically renames the finished folder to the generation's id and syncs the parent folder. */
    void rename(GenerationId id) throws IOException {
        DurableFiles.syncFolder(path);
        Files.move(path, root.resolve(id.value()), StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncFolder(root);
        release();
    }

    /** Deletes the folder with its content. */
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

    /** Deletes the folders of processes that have ended. One that cannot be deleted stays. */
    static void cleanStale(Path root) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(root.toRealPath(), PREFIX + "*")) {
            for (Path entry : leftovers) {
                String name = entry.getFileName().toString();
                Path folder = entry.resolveSibling(
                        name.endsWith(LOCK_SUFFIX) ? name.substring(0, name.length() - LOCK_SUFFIX.length()) : name);
                try {
                    cleanIfStale(folder, lockFile(folder));
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.WARNING, "{0} cannot be deleted and stays for now: {1}", folder, e);
                }
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
                FileLock acquired = channel.tryLock()) {
            if (acquired != null) {
                DurableFiles.deleteFolder(folder);
                Files.deleteIfExists(lockFile);
            }
        }
    }
}
