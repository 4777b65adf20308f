package io.graphrecall.evaluation.run;

import io.graphrecall.generation.DurableFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates and deletes the output folders of evaluations. */
final class OutputFolders {

    private OutputFolders() {}

    /** Creates an empty folder and deletes an existing one. */
    static Path empty(Path folder) {
        delete(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw DurableFiles.failed("create", folder, e);
        }
    }

    /** Deletes a folder and its contents. Links are deleted, their targets stay. */
    static void delete(Path folder) {
        try {
            DurableFiles.deleteFolder(folder);
        } catch (IOException e) {
            throw DurableFiles.failed("delete", folder, e);
        }
    }
}
