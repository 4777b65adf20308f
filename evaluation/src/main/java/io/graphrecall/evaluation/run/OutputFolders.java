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

/** OutputFolders that an evaluation makes and removes. */
final class OutputFolders {

    private OutputFolders() {}

    /** Makes a folder that is empty, whatever was there. */
    static Path empty(Path folder) {
        remove(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Removes a folder with all it holds; links are removed, not what they lead to. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new RecallException(Code.UNAVAILABLE, folder + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
