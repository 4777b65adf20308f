package io.graphrecall.generation;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Metadata of a generation, stored in its folder. Manifests of older versions lack the fields that may be empty.
 *
 * @param format     format version of the folder; this program reads {@link #FORMAT}
 * @param createdAt  time at which the build started to write
 * @param asOf       reference time of the build
 * @param seq        sequence number of the graph when it was read; later changes are not in the generation
 * @param graphId    id of the graph; empty if unknown
 * @param seed       seed of all random numbers of the build
 * @param settings   settings of the build, sorted by name
 * @param metrics    metrics of the build, sorted by name
 * @param gate       conditions that the build checked against the generation that was active then; empty if unknown
 * @param embeddings embedding spaces in the folder, sorted by name
 * @param files      files of the folder except the manifest files, sorted by name
 */
public record GenerationManifest(
        int format,
        GenerationId id,
        Instant createdAt,
        Instant asOf,
        long seq,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String graphId,
        long seed,
        DataSet dataSet,
        Map<String, Object> settings,
        Map<String, Double> metrics,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<GateCheck> gate,
        @JsonSetter(nulls = Nulls.AS_EMPTY) SortedMap<String, Embedding> embeddings,
        SortedMap<String, FileEntry> files) {

    /** Format version that this program writes and reads. */
    public static final int FORMAT = 1;

    static final ManifestFile<GenerationManifest> FILE = new ManifestFile<>(
            GenerationManifest.class, FORMAT, FileNames.MANIFEST, FileNames.MANIFEST_CHECKSUM);

    /** Similarity metric and dimension of an embedding space. */
    public record Embedding(EmbeddingTable.Metric metric, int dimensions) {}

    /**
     * Size and checksum of a file.
     *
     * @param sha256 64 lower-case hexadecimal digits
     */
    public record FileEntry(long bytes, String sha256) {

        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

        public FileEntry {
            if (bytes < 0) {
                throw new IllegalArgumentException("file size is negative: " + bytes);
            }
            if (!SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("sha256 is not 64 hexadecimal digits: '" + sha256 + "'");
            }
        }
    }

    public GenerationManifest {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        gate = List.copyOf(gate);
        embeddings = Collections.unmodifiableSortedMap(new TreeMap<>(embeddings));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        files.keySet().forEach(FileNames::requireDataFile);
        metrics.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("metric '" + name + "' is not finite: " + value);
            }
        });
    }

    /** Returns the total size of all files. */
    public long bytes() {
        return files.values().stream().mapToLong(FileEntry::bytes).sum();
    }

    /**
     * Reads the manifest of a generation's folder.
     *
     * @throws RecallException if the manifest is missing, damaged, in an unknown format or of another generation
     */
    static GenerationManifest read(Path folder, GenerationId id) {
        try {
            GenerationManifest manifest = FILE.read(folder, "generation " + id);
            if (!manifest.id().equals(id)) {
                throw damaged(id, FileNames.MANIFEST + " belongs to generation " + manifest.id(), null);
            }
            return manifest;
        } catch (NoSuchFileException e) {
            throw damaged(id, Path.of(e.getFile()).getFileName() + " is missing", e);
        } catch (IOException e) {
            throw DurableFiles.failed("read the manifest of", folder, e);
        }
    }

    static RecallException damaged(GenerationId id, String problem, @Nullable Throwable cause) {
        return ManifestFile.damaged("generation " + id, problem, cause);
    }
}
