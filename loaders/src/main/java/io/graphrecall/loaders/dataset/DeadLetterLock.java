package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Lock of a dead-letter file among the threads and processes that write it. It is a separate file beside it, because the
 * dead-letter file itself is replaced. Not reentrant.
 */
public final class DeadLetterLock {

    /** Locks of files hold between processes only. */
    private static final Map<Path, Semaphore> IN_PROCESS = new ConcurrentHashMap<>();

    private DeadLetterLock() {}

    /** Work on a locked file. */
    @FunctionalInterface
    public interface Work<T> {

        T run() throws IOException;
    }

    /** Waits for the lock of a file and holds it during some work. Writers hold it for the time of one write. */
    public static <T> T hold(Path file, Work<T> work) throws IOException {
        Path path = lockOf(file);
        Semaphore inProcess = IN_PROCESS.computeIfAbsent(path, absent -> new Semaphore(1));
        inProcess.acquireUninterruptibly();
        try (FileChannel channel = open(path)) {
            channel.lock();
            return work.run();
        } finally {
            inProcess.release();
        }
    }

    /**
     * Holds the lock of a file during some work.
     *
     * @throws RecallException with code CONFLICT if it is taken
     */
    static <T> T holdNow(Path file, Work<T> work) throws IOException {
        Path path = lockOf(file);
        Semaphore inProcess = IN_PROCESS.computeIfAbsent(path, absent -> new Semaphore(1));
        if (!inProcess.tryAcquire()) {
            throw taken(file);
        }
        try (FileChannel channel = open(path)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(file);
            }
            return work.run();
        } finally {
            inProcess.release();
        }
    }

    private static Path lockOf(Path file) {
        Path path = file.toAbsolutePath().normalize();
        String name = path.getFileName() + ".lock";
        return path.resolveSibling(name.startsWith(".") ? name : "." + name);
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static RecallException taken(Path file) {
        return new RecallException(Code.CONFLICT, file + " is in use by another replay; wait for its end");
    }
}
