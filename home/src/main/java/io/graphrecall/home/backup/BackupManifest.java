package io.graphrecall.home.backup;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.generation.DurableFiles;
import io.graphrecall.generation.GenerationManifest.FileEntry;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;

/**
 * Metadata of a backup, stored in its folder as JSON. A second file has the checksum of the first in the format of
 * {@code sha256sum}.
 *
 * @param format    format version of the folder
 * @param createdAt time of the copy, ISO-8601
 * @param version   version of the program that wrote it; empty if it was not packaged
 * @param graphId   id of the graph; empty if unknown
 * @param seq       sequence number of the graph just before it was stopped; 0 if unknown
 * @param files     files by path within the home, sorted
 */
public record BackupManifest(
        int format, String createdAt, String version, String graphId, long seq, SortedMap<String, FileEntry> files) {

    /** Format version that this program writes and reads. */
    public static final int FORMAT = 1;

    static final String FILE = "backup.json";
    static final String CHECKSUM_FILE = "backup.sha256";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** Sum of the sizes of all files. */
    public long bytes() {
        return files.values().stream().mapToLong(FileEntry::bytes).sum();
    }

    /** Files and folders of the home that the backup contains, sorted. */
    public List<String> entries() {
        return files.keySet().stream().map(file -> file.split("/", 2)[0]).distinct().toList();
    }

    void write(Path folder) throws IOException {
        byte[] json = JSON.writeValueAsBytes(this);
        create(folder.resolve(FILE), json);
        create(folder.resolve(CHECKSUM_FILE), checksumLine(json).getBytes(StandardCharsets.US_ASCII));
    }

    private static void create(Path file, byte[] content) throws IOException {
        Files.createFile(file, DurableFiles.OWNER_ONLY_FILE);
        Files.write(file, content, StandardOpenOption.SYNC);
    }

    /**
     * Reads the manifest of a backup folder.
     *
     * @throws RecallException NOT_FOUND if the folder has none, CONFLICT if it is damaged or has an unknown format
     */
    static BackupManifest read(Path folder) {
        try {
            byte[] json = Files.readAllBytes(folder.resolve(FILE));
            String checksum = Files.readString(folder.resolve(CHECKSUM_FILE), StandardCharsets.ISO_8859_1);
            if (!checksum.equals(checksumLine(json))) {
                throw damaged(folder, FILE + " does not match the checksum in " + CHECKSUM_FILE);
            }
            int format = JSON.readTree(json).path("format").asInt();
            if (format != FORMAT) {
                throw new RecallException(Code.CONFLICT, "backup " + folder + " has unknown format " + format
                        + "; this program reads format " + FORMAT);
            }
            return JSON.readValue(json, BackupManifest.class);
        } catch (NoSuchFileException e) {
            throw new RecallException(Code.NOT_FOUND, folder + " is not a complete backup: "
                    + Path.of(e.getFile()).getFileName() + " is missing", e);
        } catch (IOException e) {
            throw DurableFiles.failed("read the manifest of", folder, e);
        }
    }

    private static String checksumLine(byte[] json) {
        return DurableFiles.checksum(json) + "  " + FILE + "\n";
    }

    static RecallException damaged(Path folder, String problem) {
        return new RecallException(Code.CONFLICT, "backup " + folder + " is damaged: " + problem);
    }
}
