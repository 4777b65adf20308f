package io.graphrecall.generation;

import io.graphrecall.schema.LockFile;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Generations of one home: one folder per generation, and a file {@code CURRENT} that names the active one. Generations
 * are immutable. Safe for concurrent use by several threads and processes.
 *
 * <p>A damaged generation is rejected with {@link RecallException.Code#CONFLICT}, an unknown one with
 * {@link RecallException.Code#NOT_FOUND}.
 */
public final class GenerationStore {

    /** Default number of generations that {@link #prune} keeps in addition to the current one. */
    public static final int DEFAULT_RETENTION = 5;

    private static final System.Logger LOG = System.getLogger(GenerationStore.class.getName());
    /** Name of the file that names the current generation. */
    public static final String CURRENT = "CURRENT";

    private static final String REMOVED_PREFIX = ".removed-";
    /** Two generations are open while a service switches: their tables take a fifth of the heap. */
    private static final int TABLE_SHARE = 10;

    private final Path root;
    private final InstantSource clock;

    /** Creates a store in a folder. The folder is created with the first generation. */
    public GenerationStore(Path root) {
        this(root, Clock.systemUTC());
    }

    public GenerationStore(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Starts a new generation. It becomes visible when the writer commits. */
    public GenerationWriter begin(GenerationHeader header) {
        return underLock("begin a generation in", () -> {
            Instant now = clock.instant();
            GenerationId id = GenerationId.at(now, ThreadLocalRandom.current());
            while (Files.exists(root.resolve(id.value()))) {
                id = GenerationId.at(now, ThreadLocalRandom.current());
            }
            return new GenerationWriter(this, BuildingFolder.create(root, id), id, now, header);
        });
    }

    /**
     * Returns the manifests of all generations, oldest first. Skips generations whose manifest cannot be read;
     * {@link #ids} includes them.
     */
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

    /** Returns the ids of all generations, including damaged ones, oldest first. */
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

    /** Returns the generation that was activated last, if any. */
    public Optional<GenerationId> current() {
        Path file = root.resolve(CURRENT);
        try {
            String name = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!GenerationId.isValid(name)) {
                throw new RecallException(
                        RecallException.Code.CONFLICT, file + " contains '" + name + "', which is not a generation id");
            }
            return Optional.of(new GenerationId(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw DurableFiles.failed("read", file, e);
        }
    }

    /** Reads the manifest of a generation. Checks the manifest but not the other files. */
    public GenerationManifest manifest(GenerationId id) {
        requireKnown(id);
        return GenerationManifest.read(folder(id), id);
    }

    /** Verifies that every file of the generation exists and has the size and checksum in the manifest. */
    public void verify(GenerationId id) {
        verify(folder(id), manifest(id));
    }

    /** Verifies a generation of this store and atomically makes it the current one. */
    public void activate(GenerationId id) {
        activate(id, () -> true);
    }

    /**
     * Activates a generation if the current one is still the expected one, so that another one that a program activated
     * meanwhile stays. Otherwise, and if it is current already, does nothing.
     *
     * @param expected the current generation; null if there was none, or its file could not be read
     */
    public void activateAfter(@Nullable GenerationId expected, GenerationId id) {
        if (!id.equals(readableCurrent())) {
            activate(id, () -> Objects.equals(readableCurrent(), expected));
        }
    }

    private void activate(GenerationId id, BooleanSupplier condition) {
        verify(id);
        underLock("activate a generation in", () -> {
            requireKnown(id);
            if (condition.getAsBoolean()) {
                AtomicFile.write(
                        root.resolve(CURRENT), out -> out.write((id + "\n").getBytes(StandardCharsets.US_ASCII)));
            }
            return id;
        });
    }

    /** Returns the current generation; null if there is none, or its file cannot be read. */
    public @Nullable GenerationId readableCurrent() {
        try {
            return current().orElse(null);
        } catch (RecallException e) {
            LOG.log(System.Logger.Level.ERROR,
                    "the pointer to the current generation cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** Verifies a generation and opens it for reading. Its tables take at most a tenth of the heap. */
    public Generation open(GenerationId id) {
        return open(id, tableBytes());
    }

    /** Bytes of the heap that the tables of an open generation may take. */
    static long tableBytes() {
        return Runtime.getRuntime().maxMemory() / TABLE_SHARE;
    }

    /** @param tableBytes bytes of the heap that tables may take, without those that are mapped in any case */
    public Generation open(GenerationId id, long tableBytes) {
        GenerationManifest manifest = manifest(id);
        verify(folder(id), manifest);
        return new Generation(folder(id), manifest, tableBytes);
    }

    /**
     * Copies a generation of another store. The copy is verified before it is visible. It takes the place of a damaged one,
     * also the current one; an intact one stays.
     */
    public void copy(GenerationId id, GenerationStore from) {
        try (BlockAssembler copy = new BlockAssembler(this, id)) {
            FileBlocks.of(from, id).forEach(copy::accept);
            copy.commit();
        }
    }

    /** Returns the folder of a generation, which need not exist. */
    public Path folder(GenerationId id) {
        return root.resolve(id.value());
    }

    /**
     * Deletes all generations except the current one, those in use and the newest others.
     *
     * @param kept  number of other generations to keep
     * @param inUse generations that serve or are open, whatever the current one is
     * @return ids of the deleted generations, oldest first
     */
    public List<GenerationId> prune(int kept, Collection<GenerationId> inUse) {
        if (kept < 0) {
            throw new IllegalArgumentException("number of generations to keep is negative: " + kept);
        }
        return remove(others -> {
            List<GenerationId> unused = others.stream().filter(id -> !inUse.contains(id)).toList();
            return unused.subList(0, Math.max(0, unused.size() - kept));
        });
    }

    /**
     * Deletes generations, except the current one.
     *
     * @return ids of the deleted generations, oldest first
     */
    public List<GenerationId> remove(Collection<GenerationId> generations) {
        return remove(others -> others.stream().filter(generations::contains).toList());
    }

    /** @param selection selects from all generations except the current one, oldest first */
    private List<GenerationId> remove(UnaryOperator<List<GenerationId>> selection) {
        return underLock("remove generations from", () -> {
            Optional<GenerationId> current = current();
            List<GenerationId> removed = selection.apply(
                    ids().stream().filter(id -> !current.equals(Optional.of(id))).toList());
            for (GenerationId id : removed) {
                deleteHidden(hide(id));
            }
            return List.copyOf(removed);
        });
    }

    private Path hide(GenerationId id) throws IOException {
        return Files.move(folder(id), root.resolve(REMOVED_PREFIX + id), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the names of the indexes of users and of search queries in a generation, the largest file first. */
    public List<String> personalIndexes(GenerationId id) {
        return manifest(id).files().entrySet().stream()
                .sorted(Comparator.comparing(file -> -file.getValue().bytes()))
                .map(file -> FileNames.indexName(file.getKey()))
                .filter(name -> name != null && (isUserIndex(name) || isQueryIndex(name))).toList();
    }

    /**
     * Reads an index of a generation. Does not verify the other files.
     *
     * @throws RecallException CONFLICT if the index is damaged
     */
    public NodeIndex index(GenerationId id, String name) {
        String file = FileNames.index(name);
        try {
            return IndexFile.read(folder(id).resolve(file));
        } catch (NoSuchFileException e) {
            throw GenerationManifest.damaged(id, file + " is missing", e);
        } catch (IOException e) {
            throw DurableFiles.failed("read", folder(id).resolve(file), e);
        }
    }

    /** Returns true if an index of this name contains ids of users. */
    public static boolean isUserIndex(String name) {
        return name.equals("authors") || name.equals("metapath.nodes.User") || name.matches("(.*\\.)?users");
    }

    /** Returns true if an index of this name contains texts of search queries. */
    public static boolean isQueryIndex(String name) {
        return name.equals("metapath.nodes.Query") || name.matches("(.*\\.)?queries");
    }

    /** Creates a folder in which a received generation is assembled. */
    BuildingFolder receive(GenerationId id) {
        return underLock("receive a generation in", () -> BuildingFolder.create(root, id));
    }

    /**
     * Publishes a finished folder as a generation and closes it. If the generation already exists, an intact one stays and
     * a damaged one is replaced.
     */
    void publish(BuildingFolder building, GenerationId id) {
        underLock("publish a generation in", () -> {
            if (!Files.exists(folder(id))) {
                building.rename(id);
            } else if (isIntact(id)) {
                building.discard();
            } else {
                Path damaged = hide(id);
                building.rename(id);
                deleteHidden(damaged);
            }
            return id;
        });
    }

    private boolean isIntact(GenerationId id) {
        try {
            verify(id);
            return true;
        } catch (RecallException e) {
            LOG.log(System.Logger.Level.WARNING, "generation " + id + " is replaced: " + e.getMessage());
            return false;
        }
    }

    /** Deletes a folder that was not published. */
    void discard(BuildingFolder building) {
        if (building.isOpen()) {
            underLock("clean up", () -> {
                building.discard();
                return building;
            });
        }
    }

    static void verify(Path folder, GenerationManifest manifest) {
        manifest.files().entrySet().parallelStream()
                .map(file -> problem(manifest.id(), folder.resolve(file.getKey()), file.getValue()))
                .flatMap(Optional::stream).findFirst().ifPresent(problem -> {
                    throw problem;
                });
    }

    private static Optional<RecallException> problem(
            GenerationId id, Path file, GenerationManifest.FileEntry expected) {
        Path name = file.getFileName();
        try {
            long bytes = Files.size(file);
            if (bytes != expected.bytes()) {
                return Optional.of(GenerationManifest.damaged(
                        id, name + " has " + bytes + " bytes, but the manifest records " + expected.bytes(), null));
            }
            return DurableFiles.measure(file).equals(expected)
                    ? Optional.empty()
                    : Optional
                            .of(GenerationManifest.damaged(id, name + " does not match the checksum in the manifest",
                                    null));
        } catch (NoSuchFileException e) {
            return Optional.of(GenerationManifest.damaged(id, name + " is missing", e));
        } catch (IOException e) {
            return Optional.of(DurableFiles.failed("read", file, e));
        }
    }

    private void requireKnown(GenerationId id) {
        if (!Files.isDirectory(folder(id))) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "there is no generation " + id + " in " + root);
        }
    }

    /** Deletes folders left by crashed processes. */
    private void removeLeftovers() throws IOException {
        BuildingFolder.cleanStale(root);
        try (DirectoryStream<Path> removed = Files.newDirectoryStream(root, REMOVED_PREFIX + "*")) {
            removed.forEach(GenerationStore::deleteHidden);
        }
    }

    /** Deletes a hidden folder. One that cannot be deleted does not matter now: the next change of the store tries again. */
    private static void deleteHidden(Path folder) {
        try {
            DurableFiles.deleteFolder(folder);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be deleted and stays for now: {1}", folder, e);
        }
    }

    /** Returns the folders of generations that are being written or deleted, or that a crash left so, sorted by name. */
    public List<Path> hiddenFolders() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory).filter(entry -> {
                String name = entry.getFileName().toString();
                return name.startsWith(BuildingFolder.PREFIX) || name.startsWith(REMOVED_PREFIX);
            }).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw DurableFiles.failed("list", root, e);
        }
    }

    private <T> T underLock(String operation, LockFile.Work<T> work) {
        try {
            Files.createDirectories(root);
            return LockFile.hold(root.resolve(".lock"), () -> {
                removeLeftovers();
                return work.run();
            });
        } catch (IOException e) {
            throw DurableFiles.failed(operation, root, e);
        }
    }
}
