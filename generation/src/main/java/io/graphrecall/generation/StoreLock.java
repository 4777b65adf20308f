package io.graphrecall.generation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held while the entries of a store change, by one thread of one process at a time: a file lock keeps other processes
 * out, and since that belongs to the whole process, a lock of the folder keeps out other threads of this one. Both end
 * with the process.
 */
final class StoreLock implements AutoCloseable {

    private static final Map<Path, ReentrantLock> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel file;

    private StoreLock(ReentrantLock threads, FileChannel file) {
        this.threads = threads;
        this.file = file;
    }

    /** Waits for the lock of the store in this folder, which must be there. */
    static StoreLock take(Path root) throws IOException {
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
