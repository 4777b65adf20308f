package io.graphrecall.generation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes one generation into a hidden folder of its store. {@link #commit} publishes it atomically. Closing without
 * commit removes it. The same content gives the same bytes in every file except the manifest, which contains the id and
 * the time. Not thread-safe.
 *
 * <p>Names consist of letters, digits and inner {@code _ . -}. Each name may be used once.
 */
public final class GenerationWriter implements AutoCloseable {

    private final GenerationStore store;
    private final BuildingFolder building;
    private final GenerationId id;
    private final Instant createdAt;
    private final GenerationHeader header;
    private final SortedMap<String, GenerationManifest.FileEntry> files = new TreeMap<>();
    private final SortedMap<String, GenerationManifest.Embedding> embeddings = new TreeMap<>();
    private final SortedMap<String, Object> settings;
    private final SortedMap<String, Double> metrics = new TreeMap<>();
    private final List<GateCheck> gate = new ArrayList<>();

    GenerationWriter(
            GenerationStore store,
            BuildingFolder building,
            GenerationId id,
            Instant createdAt,
            GenerationHeader header) {
        this.store = store;
        this.building = building;
        this.id = id;
        this.createdAt = createdAt;
        this.header = header;
        this.settings = new TreeMap<>(header.settings());
    }

    public GenerationId id() {
        return id;
    }

    public void index(String name, NodeIndex index) {
        add(name, FileNames.index(name), file -> IndexFile.write(file, index));
    }

    public void table(String name, SparseTable table) {
        CsrTable entries = table.inMemory();
        long[] shape = {table.rows(), table.columns()};
        add(name, FileNames.shape(name), file -> NumpyFile.write(file, shape));
        add(name, FileNames.offsets(name), file -> NumpyFile.writeAsLongs(file, entries.offsetArray()));
        add(name, FileNames.columns(name), file -> NumpyFile.write(file, entries.columnArray()));
        add(name, FileNames.weights(name), file -> NumpyFile.write(file, entries.weightArray()));
    }

    /** Writes the vectors of an embedding space. */
    public void embedding(String name, EmbeddingTable table) {
        add(name, FileNames.ordinals(name), file -> NumpyFile.write(file, table.ordinalArray()));
        add(name, FileNames.vectors(name),
                file -> NumpyFile.write(file, table.valueArray(), table.rows(), table.dimensions()));
        embeddings.put(name, new GenerationManifest.Embedding(table.metric(), table.dimensions()));
    }

    /** Writes an array of 64-bit integers. */
    public void longs(String name, long[] array) {
        add(name, FileNames.array(name), file -> NumpyFile.write(file, array));
    }

    /** Writes an array of 32-bit integers. */
    public void ints(String name, int[] array) {
        add(name, FileNames.array(name), file -> NumpyFile.write(file, array));
    }

    /** Writes an array of single-precision numbers. */
    public void floats(String name, float[] array) {
        add(name, FileNames.array(name), file -> NumpyFile.write(file, array));
    }

    /** Writes an array of bytes. NumPy reads them as unsigned. */
    public void bytes(String name, byte[] array) {
        add(name, FileNames.array(name), file -> NumpyFile.write(file, array));
    }

    /** Records a metric of the build. A later value with the same name replaces it. */
    public void metric(String name, double value) {
        building.requireOpen();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("metric '" + name + "' is not finite: " + value);
        }
        metrics.put(name, value);
    }

    /**
     * Records a setting that the build found out. A later value with the same name replaces it.
     *
     * @param value a JSON value
     */
    public void setting(String name, Object value) {
        building.requireOpen();
        settings.put(name, value);
    }

    /** Records a condition that the build checked. */
    public void check(GateCheck check) {
        building.requireOpen();
        gate.add(check);
    }

    /** Size of the files so far, without the manifest. */
    public long bytes() {
        return manifest().bytes();
    }

    /** Opens what is written so far. Close it before the commit. */
    public Generation preview() {
        building.requireOpen();
        return new Generation(building.path(), manifest(), GenerationStore.tableBytes());
    }

    private GenerationManifest manifest() {
        return new GenerationManifest(
                GenerationManifest.FORMAT, id, createdAt, header.asOf(), header.seq(), header.graphId(), header.seed(),
                header.dataSet(), settings, metrics, gate, embeddings, files);
    }

    /** Writes the manifest and publishes the generation without activating it. */
    public GenerationManifest commit() {
        building.requireOpen();
        GenerationManifest manifest = manifest();
        try {
            GenerationManifest.FILE.write(building.path(), manifest);
        } catch (IOException e) {
            throw DurableFiles.failed("write the manifest of", store.folder(id), e);
        }
        store.publish(building, id);
        return manifest;
    }

    /** Ends the writing. Without a prior commit, deletes the written files. */
    @Override
    public void close() {
        store.discard(building);
    }

    /** Returns true if a generation can have an index, table, embedding or array of this name. */
    public static boolean isName(String name) {
        return FileNames.isName(name);
    }

    private void add(String name, String fileName, FileWriter writer) {
        building.requireOpen();
        FileNames.requireName(name);
        FileNames.requireDataFile(fileName);
        if (files.containsKey(fileName)) {
            throw new IllegalArgumentException("'" + name + "' was already written: " + fileName);
        }
        Path file = building.path().resolve(fileName);
        try {
            files.put(fileName, writer.write(file));
        } catch (IOException e) {
            throw DurableFiles.failed("write", file, e);
        }
    }

    /** Writes one file. */
    @FunctionalInterface
    private interface FileWriter {
        GenerationManifest.FileEntry write(Path file) throws IOException;
    }
}
