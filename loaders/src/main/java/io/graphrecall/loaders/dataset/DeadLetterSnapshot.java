package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Lines that a dead-letter file has at one moment. Others may append to the file meanwhile. The open file keeps its key
 * from being used again, so that a replaced file is noticed. Not thread-safe.
 */
final class DeadLetterSnapshot implements AutoCloseable {

    private final Path path;
    private final FileChannel file;
    private final @Nullable Object key;
    private final long size;

    private DeadLetterSnapshot(Path path, FileChannel file) throws IOException {
        this.path = path;
        this.file = file;
        key = key(path);
        size = file.size();
    }

    static DeadLetterSnapshot of(Path path) throws IOException {
        return DeadLetterLock.hold(
                path, () -> new DeadLetterSnapshot(path, FileChannel.open(path, StandardOpenOption.READ)));
    }

    /** Name of the file. */
    String name() {
        return String.valueOf(path.getFileName());
    }

    /** Opens a reader of the lines. Closing it is not necessary. */
    BufferedReader reader() {
        return new BufferedReader(new InputStreamReader(new Content(), StandardCharsets.UTF_8));
    }

    /**
     * Replaces these lines by those of another file, which is moved. Lines that were appended since stay.
     *
     * @throws RecallException with code CONFLICT if the file was replaced since
     */
    void replaceBy(Path other) throws IOException {
        DeadLetterLock.hold(path, () -> move(other));
    }

    private Path move(Path other) throws IOException {
        if (!isCurrent()) {
            throw new RecallException(Code.CONFLICT, path + " was replaced meanwhile, for example by a load. "
                    + "The new file is as it was; accepted records are in the graph");
        }
        try (FileChannel out = FileChannel.open(other, StandardOpenOption.APPEND)) {
            for (long from = size; from < file.size();) {
                from += file.transferTo(from, file.size() - from, out);
            }
            out.force(true);
        }
        if (Files.size(other) == 0) {
            Files.delete(path);
            Files.delete(other);
        } else {
            Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
        }
        return path;
    }

    private boolean isCurrent() throws IOException {
        try {
            return Objects.equals(key, key(path)) && file.size() >= size;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The bytes of the snapshot. */
    private final class Content extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = (int) Math.min(length, size - position);
            int read = count == 0 && length > 0 ? -1 : file.read(ByteBuffer.wrap(bytes, offset, count), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
