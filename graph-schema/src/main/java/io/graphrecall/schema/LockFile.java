package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Exclusive lock among the threads of all processes: the lock of a file, which belongs to a process, and a lock in memory
 * for the threads of this one. Both end with the process. Not reentrant.
 */
public final class LockFile {

    private static final Map<String, Semaphore> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private LockFile() {}

    /** Work under a lock. */
    @FunctionalInterface
    public interface Work<T> {

        T run() throws IOException;
    }

    /**
     * Waits for a lock and holds it during some work.
     *
     * @param file file in an existing folder; it is created and never deleted
     */
    public static <T> T hold(Path file, Work<T> work) throws IOException {
        Semaphore threads = threads(file);
        threads.acquireUninterruptibly();
        try (FileChannel channel = open(file)) {
            channel.lock();
            return work.run();
        } finally {
            threads.release();
        }
    }

    /** Holds a lock during some work. Returns null without the work if it is taken. */
    public static <T> @Nullable T tryHold(Path file, Work<T> work) throws IOException {
        Semaphore threads = threads(file);
        if (!threads.tryAcquire()) {
            return null;
        }
        try (FileChannel channel = open(file)) {
            return channel.tryLock() == null ? null : work.run();
        } finally {
            threads.release();
        }
    }

    private static Semaphore threads(Path file) throws IOException {
        String path = file.toAbsolutePath().resolveSibling("").toRealPath() + "/" + file.getFileName();
        return OF_THIS_PROCESS.computeIfAbsent(path, absent -> new Semaphore(1));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
