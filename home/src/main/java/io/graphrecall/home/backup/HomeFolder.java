package io.graphrecall.home.backup;

import io.graphrecall.blend.TunedBlend;
import io.graphrecall.generation.DurableFiles;
import io.graphrecall.generation.GenerationManifest.FileEntry;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.access.KeyFile;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Files of a folder that is a home or a backup of one, by path within the folder with {@code /} as separator. */
record HomeFolder(Path path) {

    static final String GRAPH = "graph";
    static final String GENERATIONS = RecallServer.GENERATIONS;

    /** Files of a home that a backup contains in addition to the graph and the generations. */
    static final List<String> SETTINGS = List.of(SettingsSource.FILE, KeyFile.NAME, TunedBlend.FILE);

    /**
     * Returns an entry itself if it is a regular file, and the files below it if it is a folder.
     *
     * @throws RecallException CONFLICT if the entry or a file below it is a symbolic link
     */
    SortedSet<String> files(String entry) throws IOException {
        SortedSet<String> files = new TreeSet<>();
        Files.walkFileTree(path.resolve(entry), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isRegularFile()) {
                    throw new RecallException(Code.CONFLICT, file + " is a "
                            + (attributes.isSymbolicLink() ? "symbolic link" : "special file")
                            + ": backups contain files and folders only");
                }
                files.add(path.relativize(file).toString());
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Copies a file to the same path within another folder. */
    FileEntry copy(String file, HomeFolder target) throws IOException {
        Path copy = target.path.resolve(file);
        Files.createDirectories(copy.getParent(), DurableFiles.OWNER_ONLY_FOLDER);
        return DurableFiles.copy(path.resolve(file), copy);
    }
}
