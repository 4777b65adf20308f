package io.graphrecall.home.offline;

import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.generation.DurableFiles;
import io.graphrecall.home.RecallHome;
import io.graphrecall.home.WorkFolders;
import io.graphrecall.home.backup.FolderSwap;
import io.graphrecall.loaders.bulk.ImportFiles;
import io.graphrecall.loaders.bulk.ImportWriter;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.loaders.dataset.LoadOptions;
import io.graphrecall.loaders.dataset.LoadSummary;
import io.graphrecall.neo4j.GraphImport;
import io.graphrecall.neo4j.GraphLock;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * First load of a data set into the local Neo4j of a home, by the importer of Neo4j instead of transactions. It makes the
 * same graph in a folder beside that of the home and replaces the home's empty graph at the end. If it fails or is
 * interrupted, the home stays as it was.
 */
public final class OfflineLoad {

    private static final String GRAPH = "graph";

    /** Files of the home's store that the new store keeps: settings, password and port. */
    private static final List<String> KEPT = List.of("neo4j.conf", "password", "port");

    private final Path home;

    public OfflineLoad(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /**
     * Writes a data set as files for {@code neo4j-admin database import}. After a failure the folder is empty.
     *
     * @param folder new or empty folder
     * @param counts receives the summary before too many rejected records end the method
     * @throws RecallException INVALID if the folder is not empty or too many records of a file are rejected
     */
    public ImportFiles write(
            DataSetFolder data, Path folder, boolean strict, Consumer<LoadSummary> counts, Progress progress) {
        boolean isDone = false;
        try {
            Files.createDirectories(folder);
            if (!entries(folder).isEmpty()) {
                throw new RecallException(Code.INVALID, folder + " is not empty; name a new folder");
            }
            try (ImportWriter writer = new ImportWriter(folder)) {
                LoadSummary summary = new DataSetLoader(writer).load(
                        data, new LoadOptions(strict, home.resolve(DeadLetters.FILE)), progress);
                counts.accept(summary);
                summary.requireUsable(data.maxRejectedShare());
                isDone = true;
                return writer.files();
            } finally {
                for (Path file : isDone ? List.<Path>of() : entries(folder)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw DurableFiles.failed("write to", folder, e);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /**
     * Loads a data set. Invalid lines go to a dead-letter file in the home.
     *
     * @param strict true to stop at the first invalid line
     * @param counts receives the summary before the import
     * @throws RecallException CONFLICT if the graph is in use, not empty or a symbolic link; INVALID if too many records of
     *                         a file are rejected
     */
    public void run(DataSetFolder data, boolean strict, Consumer<LoadSummary> counts, Progress progress) {
        Path graph = home.resolve(GRAPH);
        if (Files.isSymbolicLink(graph)) {
            throw new RecallException(Code.CONFLICT,
                    graph + " is a symbolic link, which an offline load does not replace: "
                            + "load without --offline, or link the home itself");
        }
        try {
            boolean isNew = Files.notExists(graph);
            requireEmpty(graph);
            Files.createDirectories(home);
            if (isNew) {
                Files.createDirectory(graph, DurableFiles.OWNER_ONLY_FOLDER);
            }
            boolean isDone = false;
            // No Neo4j starts on the old graph meanwhile.
            GraphLock lock = LocalGraph.lock(home);
            try {
                WorkFolders.deleteImports(home);
                load(data, strict, counts, progress);
                isDone = true;
            } finally {
                lock.close();
                if (isNew && !isDone) {
                    DurableFiles.deleteFolder(graph);
                }
            }
        } catch (IOException e) {
            throw DurableFiles.failed("write to", home, e);
        }
    }

    private void requireEmpty(Path graph) {
        LocalGraph.Status status = LocalGraph.status(home);
        if (status.isRunning()) {
            throw new RecallException(Code.CONFLICT, "the local Neo4j of " + home + " is running: "
                    + (status.isOwned() ? "end the command that started it" : "stop it with recall graph stop"));
        }
        if (Files.exists(graph.resolve("data"))) {
            try (RecallHome opened = RecallHome.local(home)) {
                if (GraphPosition.read(opened.graph()).seq() > 0) {
                    throw new RecallException(Code.CONFLICT, "the graph of " + home
                            + " is not empty: add to it with recall load without --offline");
                }
            }
        }
    }

    private void load(DataSetFolder data, boolean strict, Consumer<LoadSummary> counts, Progress progress)
            throws IOException {
        Path work = Files.createTempDirectory(home, WorkFolders.IMPORT, DurableFiles.OWNER_ONLY_FOLDER);
        try {
            Path next = Files.createDirectories(work.resolve("next"));
            keepFiles(Files.createDirectories(next.resolve(GRAPH), DurableFiles.OWNER_ONLY_FOLDER));
            ImportFiles files = write(data, work.resolve("files"), strict, counts, progress);
            progress.begin("Importing", -1);
            GraphImport.run(next, files.folder(), files.arguments());
            DurableFiles.deleteFolder(files.folder());
            progress.end("done");
            progress.begin("Creating indexes", -1);
            // Opening a home applies the migrations of the schema.
            RecallHome.local(next).close();
            progress.end("done");
            replace(work, next);
        } finally {
            DurableFiles.deleteFolder(work);
        }
    }

    private void keepFiles(Path next) throws IOException {
        for (String name : KEPT) {
            Path file = home.resolve(GRAPH).resolve(name);
            if (Files.exists(file)) {
                DurableFiles.copy(file, next.resolve(name));
            }
        }
    }

    private void replace(Path work, Path next) throws IOException {
        Path previous = Files.createDirectories(work.resolve("previous"), DurableFiles.OWNER_ONLY_FOLDER);
        // The new store is locked before it is in its place, so that no Neo4j starts on it before the old one is gone.
        GraphLock lock = LocalGraph.lock(next);
        try {
            new FolderSwap(home, next, previous).run(List.of(GRAPH));
            // Before the lock ends: the next command that starts Neo4j would take the files for those of a killed load.
            DurableFiles.deleteFolder(work);
        } finally {
            lock.close();
        }
    }
}
