package io.graphrecall.home;

import io.graphrecall.generation.DurableFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders in a home in which an offline load or a restore makes its files. A killed command leaves its folder, with copies of
 * user data, behind.
 */
public final class WorkFolders {

    /** Prefix of the folder of an offline load. It exists only while the load has locked the store of the home. */
    public static final String IMPORT = ".import-";
    /** Prefix of the folder of a restore. After a crash it may have the only copy of the replaced files. */
    public static final String RESTORE = ".restore-";

    private WorkFolders() {}

    /**
     * Deletes the folders of offline loads that were killed. The caller must own the Neo4j of the home or have locked its
     * store.
     */
    public static void deleteImports(Path home) {
        for (Path folder : in(home, IMPORT)) {
            try {
                DurableFiles.deleteFolder(folder);
            } catch (IOException e) {
                throw DurableFiles.failed("delete", folder, e);
            }
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
