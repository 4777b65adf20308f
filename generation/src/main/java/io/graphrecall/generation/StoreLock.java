package io.graphrecall.generation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Exclusive lock on the entries of a store for one thread of one process. A file lock excludes other processes. It
 * belongs to the process, so an additional in-memory lock per folder excludes other threads. Both end with the process.
 */
final class StoreLock implements AutoCloseable {

    private static final Map<Path, ReentrantLock> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel file;

    private StoreLock(ReentrantLock threads, FileChannel file) {
        this.threads = threads;
        this.file = file;
    }

    /** Waits for the lock of the store in an existing folder. */
    static StoreLock acquire(Path root) throws IOException {
        ReentrantLock threads = OF_THIS_PROCESS.computeIfAbsent(root.toRealPath(), path -> new ReentrantLock());
        threads.lock();
        try {
            FileChannel file = FileChannel.open(
                    root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                file.lock();
                return new StoreLock(threads, file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            threads.unlock();
        }
    }
}
