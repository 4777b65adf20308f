package io.graphrecall.home.backup;

import io.graphrecall.generation.DurableFiles;
import io.graphrecall.home.WorkFolders;
import io.graphrecall.neo4j.GraphLock;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * Puts the files of a backup in the place of those of a home. All files are copied and compared with their checksums
 * before the home changes. Entries that the backup lacks stay as they are.
 */
public final class HomeRestore {

    private final Path home;

    public HomeRestore(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /**
     * Restores a backup.
     *
     * @param replace true to replace entries that the home has
     * @throws RecallException CONFLICT if the backup is damaged, the home has an entry of the backup that must not be
     *                         replaced, or a process uses the graph store
     */
    public BackupManifest run(Path backup, boolean replace, Progress progress) {
        BackupManifest manifest = BackupManifest.read(backup);
        try {
            HomeFolder source = new HomeFolder(backup.toRealPath());
            requireComplete(source, manifest);
            Files.createDirectories(home);
            List<String> present = manifest.entries().stream().filter(this::isPresent).toList();
            if (!present.isEmpty() && !replace) {
                throw new RecallException(Code.CONFLICT, home + " already has " + String.join(", ", present)
                        + ": pass --replace to replace them");
            }
            GraphLock lock = present.contains(HomeFolder.GRAPH) ? LocalGraph.lock(home) : null;
            try {
                restore(source, manifest, progress);
            } finally {
                if (lock != null) {
                    lock.close();
                }
            }
            return manifest;
        } catch (IOException e) {
            throw DurableFiles.failed("restore " + backup + " to", home, e);
        }
    }

    private static void requireComplete(HomeFolder backup, BackupManifest manifest) throws IOException {
        Set<String> known = Set.of(HomeFolder.GRAPH, HomeFolder.GENERATIONS);
        for (String entry : manifest.entries()) {
            if (!known.contains(entry) && !HomeFolder.SETTINGS.contains(entry)) {
                throw BackupManifest.damaged(backup.path(), entry + " does not belong in a backup");
            }
        }
        if (!manifest.entries().contains(HomeFolder.GRAPH)) {
            throw BackupManifest.damaged(backup.path(), "it has no graph");
        }
        SortedSet<String> files = backup.files("");
        for (String file : manifest.files().keySet()) {
            if (!files.contains(file)) {
                throw BackupManifest.damaged(backup.path(), file + " is missing");
            }
        }
    }

    private boolean isPresent(String entry) {
        Path path = home.resolve(entry);
        if (Files.isSymbolicLink(path)) {
            throw new RecallException(Code.CONFLICT,
                    path + " is a symbolic link, which a restore does not replace: remove it first");
        }
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void restore(HomeFolder source, BackupManifest manifest, Progress progress) throws IOException {
        Path work = Files.createTempDirectory(home, WorkFolders.RESTORE, DurableFiles.OWNER_ONLY_FOLDER);
        HomeFolder next = new HomeFolder(Files.createDirectory(work.resolve("next"), DurableFiles.OWNER_ONLY_FOLDER));
        Path previous = Files.createDirectory(work.resolve("previous"), DurableFiles.OWNER_ONLY_FOLDER);
        try {
            copy(source, next, manifest, progress);
            // The restored store is locked before it is in its place, so that no Neo4j starts on half a restore.
            GraphLock lock = LocalGraph.lock(next.path());
            try {
                new FolderSwap(home, next.path(), previous).run(manifest.entries());
            } finally {
                lock.close();
            }
            DurableFiles.deleteFolder(previous);
        } finally {
            DurableFiles.deleteFolder(next.path());
            deleteEmpty(previous);
            deleteEmpty(work);
        }
    }

    private static void copy(HomeFolder source, HomeFolder next, BackupManifest manifest, Progress progress)
            throws IOException {
        progress.begin("Copying files", manifest.files().size());
        for (String file : manifest.files().keySet()) {
            if (!source.copy(file, next).equals(manifest.files().get(file))) {
                throw BackupManifest.damaged(
                        source.path(), file + " does not match the checksum in " + BackupManifest.NAME);
            }
            progress.advance(1);
        }
        progress.end(Counts.of(manifest.files().size(), "file"));
    }

    /** Deletes an empty folder. One with files that could not be put back stays. */
    private static void deleteEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException stays) {
            return;
        }
    }
}
