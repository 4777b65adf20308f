package io.graphrecall.home.backup;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.generation.DurableFiles;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest.FileEntry;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.home.RecallHome;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.GraphLock;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Copies a home with a local Neo4j to a new folder: the graph store, settings, keys, tuned blend and generations. The
 * folder appears under its name only when it is complete.
 */
public final class HomeBackup {

    /** Generations that a backup contains. */
    public enum Generations implements WireNamed {
        NONE,
        /** The one that serves. */
        CURRENT,
        ALL
    }

    private static final GraphPosition UNKNOWN = new GraphPosition("", 0);

    private final Path home;
    private final Generations generations;
    private final InstantSource clock;

    public HomeBackup(Path home, Generations generations, InstantSource clock) {
        this.home = home;
        this.generations = generations;
        this.clock = clock;
    }

    /**
     * Writes the backup.
     *
     * @param target folder that does not exist, outside the home
     * @throws RecallException CONFLICT if the target exists or a process uses the graph store
     */
    public BackupManifest write(Path target, Progress progress) {
        return copy(target, UNKNOWN, progress);
    }

    /**
     * Writes the backup. A running Neo4j is stopped for the time of the copy and then started again, until {@code recall
     * graph stop}.
     *
     * @throws RecallException CONFLICT if the target exists, or if the Neo4j belongs to a command that is running
     */
    public BackupManifest stopAndWrite(Path target, Progress progress) {
        LocalGraph.Status status = LocalGraph.status(home);
        if (status.isOwned() || !status.isRunning()) {
            return write(target, progress);
        }
        requireFree(target);
        GraphPosition position = position(status.address().orElseThrow());
        LocalGraph.stop(home);
        try {
            return copy(target, position, progress);
        } finally {
            boolean interrupted = Thread.interrupted(); // Neo4j starts again whatever ended the copy
            try {
                LocalGraph.startDetached(home).close();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static GraphPosition position(GraphAddress address) {
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password())) {
            return GraphPosition.read(graph);
        }
    }

    private BackupManifest copy(Path target, GraphPosition position, Progress progress) {
        Path destination = requireFree(target);
        if (!Files.isDirectory(home.resolve(HomeFolder.GRAPH))) {
            throw new RecallException(Code.NOT_FOUND, home + " has no graph to back up");
        }
        if (Files.isSymbolicLink(home.resolve(HomeFolder.GRAPH))) {
            throw new RecallException(Code.CONFLICT, home.resolve(HomeFolder.GRAPH)
                    + " is a symbolic link: backups contain files and folders only");
        }
        GraphLock lock = LocalGraph.lock(home);
        try {
            return copyLocked(destination, position, progress);
        } catch (NoSuchFileException e) {
            throw new RecallException(Code.CONFLICT,
                    e.getFile() + " disappeared during the backup: run it again", e);
        } catch (IOException e) {
            throw DurableFiles.failed("back up to", destination, e);
        } finally {
            lock.close();
        }
    }

    private BackupManifest copyLocked(Path destination, GraphPosition position, Progress progress)
            throws IOException {
        Path parent = Files.createDirectories(destination.getParent());
        HomeFolder source = new HomeFolder(home.toAbsolutePath());
        Optional<GenerationId> current = RecallHome.generations(home).current();
        SortedSet<String> files = files(source, current);
        HomeFolder temporary = new HomeFolder(Files.createTempDirectory(
                parent, "." + destination.getFileName() + "-", DurableFiles.OWNER_ONLY_FOLDER));
        try {
            SortedMap<String, FileEntry> copied = new TreeMap<>();
            progress.begin("Copying files", files.size());
            for (String file : files) {
                copied.put(file, source.copy(file, temporary));
                progress.advance(1);
            }
            if (!RecallHome.generations(home).current().equals(current)) {
                throw new RecallException(Code.CONFLICT,
                        "another generation was activated during the backup: run it again");
            }
            BackupManifest manifest = new BackupManifest(
                    BackupManifest.FORMAT, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), version(),
                    position.graphId(), position.seq(), copied);
            manifest.write(temporary.path());
            DurableFiles.syncFolder(temporary.path());
            requireFree(destination);
            Files.move(temporary.path(), destination, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.syncFolder(parent);
            progress.end(Counts.of(files.size(), "file"));
            return manifest;
        } finally {
            DurableFiles.deleteFolder(temporary.path());
        }
    }

    private SortedSet<String> files(HomeFolder source, Optional<GenerationId> current) throws IOException {
        SortedSet<String> files = new TreeSet<>(source.files(HomeFolder.GRAPH));
        files.removeIf(HomeBackup::isOfAProcess);
        for (String settings : HomeFolder.SETTINGS) {
            if (Files.exists(source.path().resolve(settings), LinkOption.NOFOLLOW_LINKS)) {
                files.addAll(source.files(settings));
            }
        }
        List<GenerationId> chosen = switch (generations) {
            case NONE -> List.of();
            case CURRENT -> current.stream().toList();
            case ALL -> RecallHome.generations(home).ids();
        };
        for (GenerationId id : chosen) {
            files.addAll(source.files(HomeFolder.GENERATIONS + "/" + id));
        }
        if (!chosen.isEmpty() && current.isPresent()) {
            files.addAll(source.files(HomeFolder.GENERATIONS + "/" + GenerationStore.CURRENT));
        }
        return files;
    }

    /** Returns true for files that mean nothing to another process on the store. */
    private static boolean isOfAProcess(String file) {
        return file.equals("graph/lock") || file.equals("graph/process.properties") || file.startsWith("graph/logs/");
    }

    /** Returns the absolute path of the target. */
    private Path requireFree(Path target) {
        Path destination = target.toAbsolutePath().normalize();
        if (Files.exists(destination, LinkOption.NOFOLLOW_LINKS)) {
            throw new RecallException(Code.CONFLICT, destination + " already exists: name a new folder");
        }
        if (real(destination).startsWith(real(home.toAbsolutePath().normalize()))) {
            throw new RecallException(Code.INVALID,
                    destination + " is inside the home " + home + ": name a folder outside");
        }
        return destination;
    }

    /** Returns a path with the symbolic links resolved in the part that exists. */
    private static Path real(Path path) {
        Path existing = path;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing.toRealPath().resolve(existing.relativize(path));
        } catch (IOException e) {
            throw DurableFiles.failed("resolve", path, e);
        }
    }

    private static String version() {
        @Nullable
        String version = HomeBackup.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }
}
