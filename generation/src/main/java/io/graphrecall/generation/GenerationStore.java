package io.graphrecall.generation;

import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The generations of one home: a folder each, and a file {@code CURRENT} that names the one that serves. A generation
 * is not changed once it is there. Safe for concurrent use, by several processes too.
 *
 * <p>A damaged generation is refused with {@link RecallException.Code#CONFLICT}, an unknown one with
 * {@link RecallException.Code#NOT_FOUND}.
 */
public final class GenerationStore {

    /** How many generations {@link #prune} keeps beside the current one unless told otherwise. */
    public static final int KEPT = 5;

    private static final System.Logger LOG = System.getLogger(GenerationStore.class.getName());
    private static final String CURRENT = "CURRENT";
    private static final String REMOVED_PREFIX = ".removed-";

    private final Path root;
    private final InstantSource clock;

    /** The store in a folder, which is made when the first generation is begun. */
    public GenerationStore(Path root) {
        this(root, Clock.systemUTC());
    }

    public GenerationStore(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Begins a new generation; it appears in the store when the writer commits. */
    public GenerationWriter begin(GenerationHeader header) {
        return underLock("begin a generation in", () -> {
            removeLeftovers();
            Instant now = clock.instant();
            GenerationId id = GenerationId.at(now, ThreadLocalRandom.current());
            while (Files.exists(root.resolve(id.value()))) {
                id = GenerationId.at(now, ThreadLocalRandom.current());
            }
            return new GenerationWriter(this, BuildingFolder.create(root, id), id, now, header);
        });
    }

    /** All generations whose manifest can be read, the oldest first; {@link #ids} has the others too. */
    public List<GenerationManifest> list() {
        List<GenerationManifest> manifests = new ArrayList<>();
        for (GenerationId id : ids()) {
            try {
                manifests.add(manifest(id));
            } catch (RecallException damaged) {
                LOG.log(System.Logger.Level.WARNING, damaged.getMessage());
            }
        }
        return List.copyOf(manifests);
    }

    /** The names of all generations, damaged ones too, the oldest first. */
    public List<GenerationId> ids() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(GenerationId::isValid)
                    .map(GenerationId::new)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw DurableFiles.failed("list", root, e);
        }
    }

    /** The generation that was activated last; empty where none was. */
    public Optional<GenerationId> current() {
        Path file = root.resolve(CURRENT);
        try {
            String name = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!GenerationId.isValid(name)) {
                throw new RecallException(
                        RecallException.Code.CONFLICT, file + " does not name a generation but '" + name + "'");
            }
            return Optional.of(new GenerationId(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw DurableFiles.failed("read", file, e);
        }
    }

    /** What a generation says of itself; checks the manifest, not the files it speaks of. */
    public GenerationManifest manifest(GenerationId id) {
        requireKnown(id);
        return ManifestFile.read(folder(id), id);
    }

    /** Checks that every file of the generation is there, as long as it was, with the content it had. */
    public void verify(GenerationId id) {
        verify(folder(id), manifest(id));
    }

    /** Verifies the generation, then makes it the current one in one step. Any generation of the store will do. */
    public void activate(GenerationId id) {
        verify(id);
        underLock("activate a generation in", () -> {
            requireKnown(id);
            AtomicFile.write(
                    root.resolve(CURRENT), out -> out.write((id + "\n").getBytes(StandardCharsets.US_ASCII)));
            return id;
        });
    }

    /** Verifies the generation and opens it for reading. */
    public Generation open(GenerationId id) {
        GenerationManifest manifest = manifest(id);
        verify(folder(id), manifest);
        return new Generation(folder(id), manifest);
    }

    /** Where the files of a generation are, whether it is there or not. */
    public Path folder(GenerationId id) {
        return root.resolve(id.value());
    }

    /**
     * Removes all but the current generation and the newest others.
     *
     * @param kept how many others stay
     * @return what was removed, the oldest first
     */
    public List<GenerationId> prune(int kept) {
        if (kept < 0) {
            throw new IllegalArgumentException("number of generations to keep is negative: " + kept);
        }
        return underLock("remove generations from", () -> {
            removeLeftovers();
            Optional<GenerationId> current = current();
            List<GenerationId> others = ids().stream().filter(id -> !current.equals(Optional.of(id))).toList();
            List<GenerationId> removed = others.subList(0, Math.max(0, others.size() - kept));
            for (GenerationId id : removed) {
                Path hidden = root.resolve(REMOVED_PREFIX + id);
                Files.move(folder(id), hidden, StandardCopyOption.ATOMIC_MOVE);
                DurableFiles.deleteFolder(hidden);
            }
            return List.copyOf(removed);
        });
    }

    /** A folder into which a generation from elsewhere is put together. */
    BuildingFolder receive(GenerationId id) {
        return underLock("receive a generation in", () -> {
            removeLeftovers();
            return BuildingFolder.create(root, id);
        });
    }

    /**
     * Lets a finished folder appear as a generation; the folder is used up. Where the generation is there already, that
     * one stays.
     */
    void publish(BuildingFolder building, GenerationId id) {
        underLock("publish a generation in", () -> {
            if (Files.exists(folder(id))) {
                building.discard();
            } else {
                building.rename(id);
            }
            return id;
        });
    }

    /** Removes a folder that has not become a generation. */
    void discard(BuildingFolder building) {
        if (building.isOpen()) {
            underLock("clean up", () -> {
                building.discard();
                return building;
            });
        }
    }

    static void verify(Path folder, GenerationManifest manifest) {
        manifest.files().forEach((name, entry) -> {
            Path file = folder.resolve(name);
            try {
                long bytes = Files.size(file);
                if (bytes != entry.bytes()) {
                    throw ManifestFile.damaged(manifest.id(),
                            name + " has " + bytes + " bytes, the manifest says " + entry.bytes(), null);
                }
                if (!DurableFiles.measure(file).equals(entry)) {
                    throw ManifestFile.damaged(
                            manifest.id(), name + " has not the checksum that the manifest tells", null);
                }
            } catch (NoSuchFileException e) {
                throw ManifestFile.damaged(manifest.id(), name + " is missing", e);
            } catch (IOException e) {
                throw DurableFiles.failed("read", file, e);
            }
        });
    }

    private void requireKnown(GenerationId id) {
        if (!Files.isDirectory(folder(id))) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "there is no generation " + id + " in " + root);
        }
    }

    /** Removes what crashes left behind. */
    private void removeLeftovers() throws IOException {
        BuildingFolder.cleanStale(root);
        try (DirectoryStream<Path> removed = Files.newDirectoryStream(root, REMOVED_PREFIX + "*")) {
            for (Path folder : removed) {
                DurableFiles.deleteFolder(folder);
            }
        }
    }

    private <T> T underLock(String attempt, Step<T> step) {
        try {
            Files.createDirectories(root);
            StoreLock lock = StoreLock.take(root);
            try {
                return step.run();
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw DurableFiles.failed(attempt, root, e);
        }
    }

    /** What is done under the lock. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }
}
