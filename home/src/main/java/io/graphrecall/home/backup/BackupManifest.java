package io.graphrecall.home.backup;

import io.graphrecall.generation.DurableFiles;
import io.graphrecall.generation.GenerationManifest.FileEntry;
import io.graphrecall.generation.ManifestFile;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    static final String NAME = "backup.json";

    private static final ManifestFile<BackupManifest> FILE = new ManifestFile<>(
            BackupManifest.class, FORMAT, NAME, "backup.sha256");

    /** Sum of the sizes of all files. */
    public long bytes() {
        return files.values().stream().mapToLong(FileEntry::bytes).sum();
    }

    /** Files and folders of the home that the backup contains, sorted. */
    public List<String> entries() {
        return files.keySet().stream().map(file -> file.split("/", 2)[0]).distinct().toList();
    }

    void write(Path folder) throws IOException {
        FILE.write(folder, this, DurableFiles.OWNER_ONLY_FILE);
    }

    /**
     * Reads the manifest of a backup folder.
     *
     * @throws RecallException NOT_FOUND if the folder has none, CONFLICT if it is damaged or has an unknown format
     */
    static BackupManifest read(Path folder) {
        try {
            return FILE.read(folder, "backup " + folder);
        } catch (NoSuchFileException e) {
            throw new RecallException(Code.NOT_FOUND, folder + " is not a complete backup: "
                    + Path.of(e.getFile()).getFileName() + " is missing", e);
        } catch (IOException e) {
            throw DurableFiles.failed("read the manifest of", folder, e);
        }
    }

    static RecallException damaged(Path folder, String problem) {
        return ManifestFile.damaged("backup " + folder, problem, null);
    }
}
