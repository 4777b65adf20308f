package io.graphrecall.generation;

import io.graphrecall.schema.DataSet;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a generation says of itself.
 *
 * @param format    version of the folder's format; this program reads {@link #FORMAT}
 * @param createdAt when the build began to write
 * @param asOf      the moment the build took for now
 * @param seq       the graph's counter when it was read: later changes are not in the generation
 * @param seed      of all chance in the build
 * @param settings  the settings of the build, sorted by name
 * @param metrics   what the build measured, sorted by name
 * @param embeddings the spaces whose vectors are in the folder, sorted by name
 * @param files     every file of the folder but the manifest's own, sorted by name
 */
public record GenerationManifest(
        int format,
        GenerationId id,
        Instant createdAt,
        Instant asOf,
        long seq,
        long seed,
        DataSet dataSet,
        Map<String, Object> settings,
        Map<String, Double> metrics,
        SortedMap<String, Embedding> embeddings,
        SortedMap<String, FileEntry> files) {

    /** The version of the format that is written and read. */
    public static final int FORMAT = 1;

    /** What vectors are compared by, and how long they are. */
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
                throw new IllegalArgumentException("size of a file is negative: " + bytes);
            }
            if (!SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("sha256 is not 64 hexadecimal digits: '" + sha256 + "'");
            }
        }
    }

    public GenerationManifest {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        embeddings = Collections.unmodifiableSortedMap(new TreeMap<>(embeddings));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        files.keySet().forEach(FileNames::requireDataFile);
        metrics.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("metric '" + name + "' is not finite: " + value);
            }
        });
    }

    /** What all files weigh together. */
    public long bytes() {
        return files.values().stream().mapToLong(FileEntry::bytes).sum();
    }
}
