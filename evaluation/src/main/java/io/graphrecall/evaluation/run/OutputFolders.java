package io.graphrecall.evaluation.run;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Creates and deletes the output folders of evaluations. */
final class OutputFolders {

    private OutputFolders() {}

    /** Creates an empty folder and deletes an existing one. */
    static Path empty(Path folder) {
        delete(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, folder + " cannot be created: " + e.getMessage(), e);
        }
    }

    /** Deletes a folder and its contents. Links are deleted, their targets stay. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new RecallException(Code.UNAVAILABLE, folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
