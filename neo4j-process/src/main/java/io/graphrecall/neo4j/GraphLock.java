package io.graphrecall.neo4j;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Exclusive lock on a graph store without a process. Until it is closed, a Neo4j that starts on the store ends at once.
 * The operating system releases the lock if this process opens and closes the lock file again, so the file must not be
 * copied.
 */
public final class GraphLock implements AutoCloseable {

    /** Maximum wait for a process that has been stopped, since the operating system releases its lock a little later. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(3);

    private final FileChannel file;

    private GraphLock(FileChannel file) {
        this.file = file;
    }

    static GraphLock acquire(StoreFolder store) {
        try {
            FileChannel file = FileChannel.open(
                    store.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            long deadline = System.nanoTime() + END_TIMEOUT.toNanos();
            while (!isLocked(file)) {
                if (store.running().isPresent() || System.nanoTime() > deadline) {
                    file.close();
                    throw inUse(store);
                }
                LocalGraph.pause();
            }
            return new GraphLock(file);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "Could not lock " + store.path() + ": " + e, e);
        }
    }

    static boolean isHeld(StoreFolder store) {
        try (FileChannel file = FileChannel.open(store.lockFile(), StandardOpenOption.WRITE)) {
            return !isLocked(file);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "Could not lock " + store.path() + ": " + e, e);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException otherThread) {
            return false;
        }
    }

    private static RecallException inUse(StoreFolder store) {
        boolean owned = store.running().filter(RunningProcess::isOwned).isPresent();
        return new RecallException(Code.CONFLICT, store.inUse().getMessage() + (owned
                ? ": end the command that started it, such as recall serve"
                : ": stop it with recall graph stop"));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "Could not unlock the graph store: " + e, e);
        }
    }
}
