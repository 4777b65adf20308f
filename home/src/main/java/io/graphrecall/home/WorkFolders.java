package io.graphrecall.home;

import io.graphrecall.generation.DurableFiles;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of temporary homes, and folders in a home in which commands make their files. A killed command leaves its
 * folder, with copies of user data, behind.
 */
public final class WorkFolders {

    /** Prefix of the folder of an offline load. It exists only while the load has locked the store of the home. */
    public static final String IMPORT = ".import-";
    /** Prefix of the folder of a restore. After a crash it may have the only copy of the replaced files. */
    public static final String RESTORE = ".restore-";
    /** Folder of the temporary home of a tuning. */
    public static final String TUNING = "tuning";
    /** Empty file that only temporary homes have. */
    private static final String MARKER = ".temporary-home";

    private WorkFolders() {}

    /**
     * Creates a folder for a temporary home and deletes an existing temporary home.
     *
     * @throws RecallException CONFLICT if a command works in it, or if it has files and is no temporary home
     */
    public static Path empty(Path folder) {
        LocalGraph.Status graph = LocalGraph.status(folder);
        if (graph.isRunning()) {
            throw new RecallException(RecallException.Code.CONFLICT, "the Neo4j of " + folder + " is running (process "
                    + graph.pid() + "): " + (graph.isOwned()
                            ? "end the command that started it"
                            : "stop it with recall --home " + folder + " graph stop"));
        }
        if (LocalGraph.hasStore(folder)) {
            LocalGraph.lock(folder).close(); // also a Neo4j that starts or ends uses the folder
        }
        requireTemporary(folder);
        delete(folder);
        try {
            Files.createFile(Files.createDirectories(folder).resolve(MARKER));
            return folder;
        } catch (IOException e) {
            throw DurableFiles.failed("create", folder, e);
        }
    }

    private static void requireTemporary(Path folder) {
        if (Files.notExists(folder) || Files.exists(folder.resolve(MARKER))) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            throw DurableFiles.failed("read", folder, e);
        }
        throw new RecallException(RecallException.Code.CONFLICT, folder + " exists and is not the temporary home of an "
                + "evaluation or tuning, which this command would replace: choose another output folder, or move "
                + folder.getFileName() + " away");
    }

    /**
     * Deletes the folders of offline loads that were killed. The caller must own the Neo4j of the home or have locked its
     * store.
     */
    public static void deleteImports(Path home) {
        in(home, IMPORT).forEach(WorkFolders::delete);
    }

    /** Deletes a folder and its contents. Links are deleted, their targets stay. */
    public static void delete(Path folder) {
        try {
            DurableFiles.deleteFolder(folder);
        } catch (IOException e) {
            throw DurableFiles.failed("delete", folder, e);
        }
    }

    /** Returns the folders whose names start with a prefix, sorted by name. */
    static List<Path> in(Path home, String prefix) {
        if (Files.notExists(home)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(home)) {
            return entries.filter(path -> path.getFileName().toString().startsWith(prefix)).sorted().toList();
        } catch (IOException e) {
            throw DurableFiles.failed("read", home, e);
        }
    }
}
