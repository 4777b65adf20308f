package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.LockFile;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Lock of a dead-letter file among the threads and processes that write it. It is a separate file beside it, because the
 * dead-letter file itself is replaced. Not reentrant.
 */
public final class DeadLetterLock {

    private DeadLetterLock() {}

    /** Waits for the lock of a file and holds it during some work. Writers hold it for the time of one write. */
    public static <T> T hold(Path file, LockFile.Work<T> work) throws IOException {
        return LockFile.hold(of(file), work);
    }

    /** Returns the lock of a file. */
    static Path of(Path file) {
        Path path = file.toAbsolutePath().normalize();
        String name = path.getFileName() + ".lock";
        return path.resolveSibling(name.startsWith(".") ? name : "." + name);
    }
}
