package io.graphrecall.offline;

import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lock of a home folder that one build holds at a time, because builds write the same models and checkpoints. It ends with
 * the process; its file stays.
 */
final class BuildLock implements AutoCloseable {

    private static final String FILE = "build.lock";

    private final FileChannel channel;

    private BuildLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws RecallException with code CONFLICT if another build holds it, UNAVAILABLE if it cannot be written */
    static BuildLock acquire(Path home) {
        Path file = home.resolve(FILE);
        try {
            Files.createDirectories(home);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new BuildLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be written: " + e, e);
        }
        throw new RecallException(RecallException.Code.CONFLICT,
                "another build of " + home + " is running: build again when it has ended");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // a build of this process
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "the build lock cannot be released: " + e, e);
        }
    }
}
