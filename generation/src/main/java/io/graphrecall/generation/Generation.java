package io.graphrecall.generation;

import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Generation opened for reading. Every call reads the file again, but for indexes, into heap arrays, which belong to the
 * caller and stay valid after {@link #close}. So do {@link #mapped} tables and large embeddings, which stay in their files.
 * Thread-safe.
 */
public final class Generation implements AutoCloseable {

    /** A search of few vectors is a little faster in the heap; 64 MB are 32,000 vectors of 512 dimensions. */
    private static final long MAX_READ_BYTES = 64L << 20;

    private final Path folder;
    private final GenerationManifest manifest;
    /** By the checksum of the file. */
    private final Map<String, NodeIndex> indexes = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Generation(Path folder, GenerationManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
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

    public CsrTable table(String name) {
        int[] columns = read("table", name, FileNames.columns(name), NumpyFile::readInts);
        float[] weights = read("table", name, FileNames.weights(name), NumpyFile::readFloats);
        return table(name, (width, offsets) -> CsrTable.of(width, offsets, columns, weights));
    }

    /** Maps a table into memory: for large tables of which a request reads few rows. */
    public SparseTable mapped(String name) {
        MemorySegment columns = read("table", name, FileNames.columns(name), NumpyFile::mapInts);
        MemorySegment weights = read("table", name, FileNames.weights(name), NumpyFile::mapFloats);
        return table(name, (width, offsets) -> MappedTable.of(width, offsets, columns, weights));
    }

    /** @param table creates the table from the number of columns and the offsets */
    private <T> T table(String name, BiFunction<Integer, int[], T> table) {
        long[] shape = read("table", name, FileNames.shape(name), NumpyFile::readLongs);
        int[] offsets = read("table", name, FileNames.offsets(name), NumpyFile::readLongsAsInts);
        try {
            if (shape.length != 2 || shape[0] != offsets.length - 1) {
                throw new IllegalArgumentException("its shape does not match its " + offsets.length + " offsets");
            }
            return table.apply(Math.toIntExact(shape[1]), offsets);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ManifestFile.damaged(manifest.id(), "table '" + name + "': " + e.getMessage(), e);
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
            throw ManifestFile.damaged(manifest.id(), FileNames.MANIFEST + " has no embedding '" + name + "'", null);
        }
        MemorySegment values = read("embedding", name, FileNames.vectors(name),
                file -> NumpyFile.mapFloats(file, ordinals.length, shape.dimensions()));
        try {
            EmbeddingTable mapped = EmbeddingTable.of(shape.metric(), shape.dimensions(), ordinals, values);
            return values.byteSize() > maxReadBytes ? mapped : mapped.inMemory();
        } catch (IllegalArgumentException e) {
            throw ManifestFile.damaged(manifest.id(), "embedding '" + name + "': " + e.getMessage(), e);
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
