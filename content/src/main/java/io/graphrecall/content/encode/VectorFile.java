package io.graphrecall.content.encode;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.Sha256;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Append-only file of vectors by the hash of their text. It may be deleted between runs. Several processes may use one
 * file: each sees the records at the time of opening and appends under a file lock. Incomplete records are ignored.
 *
 * <p>Format, big-endian: {@code "GRTV"}, version, dimension, then records of the first 16 bytes of the text's SHA-256,
 * the vector, and a CRC-32C of both. The index uses about 100 bytes of memory per vector. Thread-safe.
 */
public final class VectorFile implements AutoCloseable {

    private static final int MAGIC = 0x47525456;
    private static final int VERSION = 1;
    private static final int HEADER = 3 * Integer.BYTES;
    private static final int KEY = 2 * Long.BYTES;

    /** Guards file locks, which belong to the process and not to a thread. */
    private static final Object FILE_LOCK_GUARD = new Object();

    private record Key(long high, long low) {

        static Key of(String text) {
            ByteBuffer digest = ByteBuffer.wrap(Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
            return new Key(digest.getLong(), digest.getLong());
        }
    }

    private final Path path;
    private final FileChannel file;
    private final int dimension;
    private final Map<Key, Long> positions = new HashMap<>();

    private VectorFile(Path path, FileChannel file, int dimension) {
        this.path = path;
        this.file = file;
        this.dimension = dimension;
    }

    /**
     * Opens a file or creates it.
     *
     * @throws RecallException CONFLICT if the file has another format, version or dimension, UNAVAILABLE if it cannot
     * be
     *                         read or written
     */
    public static VectorFile open(Path path, int dimension) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            VectorFile vectors = new VectorFile(path, file, dimension);
            try {
                vectors.readHeader();
                vectors.readKeys();
                return vectors;
            } catch (RuntimeException | IOException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE,
                    "Could not read the vector cache " + path + ": " + e.getMessage(), e);
        }
    }

    private void readHeader() throws IOException {
        synchronized (FILE_LOCK_GUARD) {
            FileLock lock = file.lock();
            try {
                if (file.size() < HEADER) {
                    write(ByteBuffer.allocate(HEADER).putInt(MAGIC).putInt(VERSION).putInt(dimension).flip(), 0);
                }
            } finally {
                lock.release();
            }
        }
        ByteBuffer header = read(0, HEADER);
        if (header.getInt() != MAGIC || header.getInt() != VERSION || header.getInt() != dimension) {
            throw new RecallException(Code.CONFLICT, "The file " + path + " is not a cache of " + dimension
                    + "-dimensional vectors in version " + VERSION + ". Delete it to build a new cache.");
        }
    }

    private void readKeys() throws IOException {
        long end = endOfRecords(file.size());
        for (long position = HEADER; position < end; position += recordSize()) {
            ByteBuffer key = read(position, KEY);
            positions.put(new Key(key.getLong(), key.getLong()), position);
        }
    }

    /** Returns the vector of a text, owned by the caller; null if there is none. */
    public synchronized float @Nullable [] get(String text) {
        Key key = Key.of(text);
        Long position = positions.get(key);
        if (position == null) {
            return null;
        }
        byte[] record = new byte[recordSize()];
        try {
            read(position, record.length).get(record);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE,
                    "Could not read the vector cache " + path + ": " + e.getMessage(), e);
        }
        float[] vector = new float[dimension];
        ByteBuffer.wrap(record).position(KEY).asFloatBuffer().get(vector);
        boolean isComplete = ByteBuffer.wrap(record).getInt(record.length - Integer.BYTES) == checksum(record);
        return isComplete ? vector : null;
    }

    public synchronized void put(List<String> texts, float[][] vectors) {
        ByteBuffer records = ByteBuffer.allocate(Math.multiplyExact(texts.size(), recordSize()));
        byte[] record = new byte[recordSize()];
        for (int i = 0; i < vectors.length; i++) {
            Key key = Key.of(texts.get(i));
            ByteBuffer.wrap(record).putLong(key.high).putLong(key.low).asFloatBuffer().put(vectors[i]);
            records.put(record, 0, record.length - Integer.BYTES).putInt(checksum(record));
        }
        try {
            long position = append(records.flip());
            for (String text : texts) {
                positions.put(Key.of(text), position);
                position += recordSize();
            }
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE,
                    "Could not write the vector cache " + path + ": " + e.getMessage(), e);
        }
    }

    private long append(ByteBuffer records) throws IOException {
        synchronized (FILE_LOCK_GUARD) {
            FileLock lock = file.lock();
            try {
                long end = endOfRecords(file.size());
                write(records, end);
                return end;
            } finally {
                lock.release();
            }
        }
    }

    private long endOfRecords(long size) {
        return size - Math.floorMod(size - HEADER, (long) recordSize());
    }

    private int recordSize() {
        return KEY + dimension * Float.BYTES + Integer.BYTES;
    }

    private static int checksum(byte[] record) {
        CRC32C checksum = new CRC32C();
        checksum.update(record, 0, record.length - Integer.BYTES);
        return (int) checksum.getValue();
    }

    /** Reads {@code size} bytes; those beyond the end of the file are 0. */
    private ByteBuffer read(long position, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {
            // read until the buffer is full or the file ends
        }
        return bytes.clear();
    }

    private void write(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            file.write(buffer, position + buffer.position()); // the buffer starts at 0
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE,
                    "Could not close the vector cache " + path + ": " + e.getMessage(), e);
        }
    }
}
