package io.graphrecall.generation;

import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generation opened for reading. Every call reads the file again, but for indexes, into heap arrays, which belong to the
 * caller and stay valid after {@link #close}. So do mapped tables and large embeddings, which stay in their files.
 * Thread-safe.
 */
public final class Generation implements AutoCloseable {

    /** A search of few vectors is a little faster in the heap; 64 MB are 32,000 vectors of 512 dimensions. */
    private static final long MAX_READ_BYTES = 64L << 20;

    private final Path folder;
    private final GenerationManifest manifest;
    /** By the checksum of the file. */
    private final Map<String, NodeIndex> indexes = new ConcurrentHashMap<>();
    /** Bytes of the heap that further tables may take. */
    private final AtomicLong tableBytesLeft;
    private volatile boolean closed;

    Generation(Path folder, GenerationManifest manifest, long tableBytes) {
        this.folder = folder;
        this.manifest = manifest;
        tableBytesLeft = new AtomicLong(tableBytes);
    }

    public GenerationManifest manifest() {
        return manifest;
    }

    /** Returns true if an index, table, array or embedding with this name exists. */
    public boolean has(String name) {
        return manifest.files().containsKey(FileNames.index(name))
                || manifest.files().containsKey(FileNames.offsets(name))
                || manifest.files().containsKey(FileNames.array(name)) || manifest.embeddings().containsKey(name);
    }

    /** Reads an index. Indexes of equal keys are one object. */
    public NodeIndex index(String name) {
        String fileName = FileNames.index(name);
        return read("index", name, fileName, file -> {
            String checksum = Objects.requireNonNull(manifest.files().get(fileName)).sha256();
            NodeIndex known = indexes.get(checksum);
            NodeIndex index = known == null ? IndexFile.read(file) : known;
            indexes.put(checksum, index);
            return index;
        });
    }

    /** Returns a table that requests read much of: read into the heap, if the tables so far leave room, or else mapped. */
    public SparseTable table(String name) {
        SparseTable mapped = mapped(name);
        long bytes = mapped.heapBytes();
        long left = tableBytesLeft.getAndUpdate(before -> before < bytes ? before : before - bytes);
        return left < bytes ? mapped : mapped.inMemory();
    }

    /** Maps a table into memory: for tables of which a request reads few rows. */
    public SparseTable mapped(String name) {
        long[] shape = read("table", name, FileNames.shape(name), NumpyFile::readLongs);
        MemorySegment offsets = read("table", name, FileNames.offsets(name), NumpyFile::mapLongs);
        MemorySegment columns = read("table", name, FileNames.columns(name), NumpyFile::mapInts);
        MemorySegment weights = read("table", name, FileNames.weights(name), NumpyFile::mapFloats);
        try {
            if (shape.length != 2 || shape[0] != offsets.byteSize() / Long.BYTES - 1) {
                throw new IllegalArgumentException(
                        "its shape does not match its " + offsets.byteSize() / Long.BYTES + " offsets");
            }
            return MappedTable.of(Math.toIntExact(shape[1]), offsets, columns, weights);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw GenerationManifest.damaged(manifest.id(), "table '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Returns the vectors of an embedding space: read from a small file, mapped into memory from a large one. */
    public EmbeddingTable embedding(String name) {
        return embedding(name, MAX_READ_BYTES);
    }

    /** @param maxReadBytes largest file that is read */
    EmbeddingTable embedding(String name, long maxReadBytes) {
        int[] ordinals = read("embedding", name, FileNames.ordinals(name), NumpyFile::readInts);
        GenerationManifest.Embedding shape = manifest.embeddings().get(name);
        if (shape == null) {
            throw GenerationManifest.damaged(manifest.id(), FileNames.MANIFEST + " has no embedding '" + name + "'",
                    null);
        }
        MemorySegment values = read("embedding", name, FileNames.vectors(name),
                file -> NumpyFile.mapFloats(file, ordinals.length, shape.dimensions()));
        try {
            EmbeddingTable mapped = EmbeddingTable.of(shape.metric(), shape.dimensions(), ordinals, values);
            return values.byteSize() > maxReadBytes ? mapped : mapped.inMemory();
        } catch (IllegalArgumentException e) {
            throw GenerationManifest.damaged(manifest.id(), "embedding '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Reads an array of 64-bit integers. */
    public long[] longs(String name) {
        return read("array", name, FileNames.array(name), NumpyFile::readLongs);
    }

    /** Reads an array of 32-bit integers. */
    public int[] ints(String name) {
        return read("array", name, FileNames.array(name), NumpyFile::readInts);
    }

    /** Maps an array of 32-bit integers into memory, with the bytes in the order of little-endian machines. */
    public MemorySegment mappedInts(String name) {
        return read("array", name, FileNames.array(name), NumpyFile::mapInts);
    }

    /** Reads an array of single-precision numbers. */
    public float[] floats(String name) {
        return read("array", name, FileNames.array(name), NumpyFile::readFloats);
    }

    /** Reads an array of bytes. */
    public byte[] bytes(String name) {
        return read("array", name, FileNames.array(name), NumpyFile::readBytes);
    }

    /** Closes the generation. Later calls throw an {@link IllegalStateException}. */
    @Override
    public void close() {
        closed = true;
        indexes.clear();
    }

    private <T> T read(String kind, String name, String fileName, FileReader<T> reader) {
        if (closed) {
            throw new IllegalStateException("generation " + manifest.id() + " is closed");
        }
        if (!manifest.files().containsKey(fileName)) {
            throw new RecallException(
                    RecallException.Code.NOT_FOUND,
                    "generation " + manifest.id() + " has no " + kind + " '" + name + "'");
        }
        Path file = folder.resolve(fileName);
        try {
            return reader.read(file);
        } catch (IOException e) {
            throw DurableFiles.failed("read", file, e);
        }
    }

    /** Reads one file. */
    @FunctionalInterface
    private interface FileReader<T> {
        T read(Path file) throws IOException;
    }
}
