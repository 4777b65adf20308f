package io.graphrecall.home.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.home.backup.HomeBackup.Generations;
import io.graphrecall.neo4j.GraphLock;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Backups of a home whose graph store is a few files. */
class HomeBackupTest {

    private static final String SERVING = "20260101T000000Z-aaaa";
    private static final String OLDER = "20251231T000000Z-bbbb";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Path target;

    @BeforeEach
    void createHome() throws IOException {
        home = root.resolve("home");
        target = root.resolve("backups").resolve("monday");
        write("graph/data/databases/neo4j/nodes", "n".repeat(600_000));
        write("graph/password", "secret");
        write("graph/neo4j.conf", "");
        write("graph/logs/process.log", "READY");
        write("recall.conf", "recall {}");
        write("keys.json", "[]");
        write("generations/CURRENT", SERVING + "\n");
        write("generations/" + SERVING + "/manifest.json", "{}");
        write("generations/" + OLDER + "/manifest.json", "{}");
        write("models/gcn/model.npy", "computed again by a build");
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(home.resolve(file).getParent());
        Files.writeString(home.resolve(file), content);
    }

    private BackupManifest backUp(Generations generations) {
        return new HomeBackup(home, generations, InstantSource.fixed(NOW)).write(target, Progress.NONE);
    }

    private BackupManifest restore(boolean replace) {
        return new HomeRestore(home).run(target, replace, Progress.NONE);
    }

    @Test
    void aBackupHasGraphSettingsAndTheServingGeneration() {
        BackupManifest manifest = backUp(Generations.CURRENT);

        assertThat(manifest.createdAt()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(manifest.files().keySet()).containsExactly("generations/" + SERVING + "/manifest.json",
                "generations/CURRENT", "graph/data/databases/neo4j/nodes", "graph/neo4j.conf", "graph/password",
                "keys.json", "recall.conf");
        assertThat(BackupManifest.read(target)).isEqualTo(manifest);
        assertThat(target.getParent()).isDirectoryNotContaining(file -> !file.equals(target));
    }

    @Test
    void theGenerationsAreAChoice() throws IOException {
        assertThat(backUp(Generations.NONE).entries()).containsExactly("graph", "keys.json", "recall.conf");
        target = root.resolve("tuesday");
        assertThat(backUp(Generations.ALL).files()).containsKey("generations/" + OLDER + "/manifest.json");
    }

    @Test
    void allFilesAreReadableByTheirOwnerOnly() throws IOException {
        backUp(Generations.CURRENT);
        try (Stream<Path> all = Files.walk(target)) {
            assertThat(all).allSatisfy(file -> assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).endsWith("------"));
        }
    }

    @Test
    void aRestoreReplacesWhatTheBackupHasAndKeepsTheRest() throws IOException {
        backUp(Generations.CURRENT);
        write("graph/data/databases/neo4j/nodes", "changed");
        write("graph/data/databases/neo4j/more", "added");
        write("recall.conf", "changed");
        write("blend.json", "tuned later");

        restore(true);

        assertThat(contents(home)).containsEntry("recall.conf", "recall {}").containsEntry("blend.json", "tuned later")
                .containsEntry("graph/data/databases/neo4j/nodes", "n".repeat(600_000))
                .doesNotContainKey("graph/data/databases/neo4j/more")
                .doesNotContainKey("generations/" + OLDER + "/manifest.json").containsKey("models/gcn/model.npy");
        assertThat(home).isDirectoryNotContaining("glob:.restore*");
    }

    @Test
    void aNewHomeNeedsNoReplace() throws IOException {
        backUp(Generations.CURRENT);
        SortedMap<String, String> original = contents(home);
        original.keySet().removeIf(file -> file.contains(OLDER) || file.contains("logs") || file.contains("models"));
        home = root.resolve("new");

        restore(false);

        SortedMap<String, String> restored = contents(home);
        restored.remove("graph/lock");
        original.remove("graph/lock");
        assertThat(restored).isEqualTo(original);
    }

    @Test
    void aHomeIsReplacedOnlyOnRequest() throws IOException {
        backUp(Generations.NONE);
        write("graph/password", "changed");
        assertRefused(() -> restore(false), home + " already has graph, keys.json, recall.conf: pass --replace");
    }

    @Test
    void aFlippedByteOrAMissingEndOfAnyFileIsRefused() throws IOException {
        backUp(Generations.CURRENT);
        write("recall.conf", "changed");
        for (String name : contents(target).keySet()) {
            Path file = target.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0) {
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
                assertRefused(() -> restore(true), "is damaged: ");
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
                assertRefused(() -> restore(true), target.toString());
                Files.write(file, bytes);
            }
        }
        restore(true);
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        backUp(Generations.CURRENT);
        Files.delete(target.resolve("keys.json"));
        assertRefused(() -> restore(true), "is damaged: keys.json is missing");
        Files.delete(target.resolve("backup.json"));
        assertRefused(() -> restore(true), target + " is not a complete backup: backup.json is missing");
    }

    @Test
    void aStoreInUseIsRefused() throws IOException {
        backUp(Generations.NONE);
        Path first = target;
        target = root.resolve("tuesday");
        GraphLock lock = LocalGraph.lock(home);
        try {
            assertRefused(() -> backUp(Generations.NONE), "in use by another process: stop it with recall graph stop");
            assertThat(target).doesNotExist();
            target = first;
            assertRefused(() -> restore(true), "in use by another process: stop it with recall graph stop");
        } finally {
            lock.close();
        }
    }

    @Test
    void anExistingTargetIsNotOverwritten() throws IOException {
        Files.createDirectories(target);
        assertRefused(() -> backUp(Generations.NONE), target + " already exists: name a new folder");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void aTargetInsideTheHomeIsRefused() throws IOException {
        target = home.resolve("backups").resolve("monday");
        assertRefused(() -> backUp(Generations.NONE), " is inside the home ");
        Files.createSymbolicLink(root.resolve("link"), home);
        target = root.resolve("link").resolve("monday");
        assertRefused(() -> backUp(Generations.NONE), " is inside the home ");
    }

    @Test
    void aSymbolicLinkIsNamed() throws IOException {
        Path link = home.resolve("graph").resolve("data").resolve("elsewhere");
        Files.createSymbolicLink(link, root);
        assertRefused(() -> backUp(Generations.NONE), link + " is a symbolic link: ");
        assertThat(root.resolve("backups")).satisfiesAnyOf(parent -> assertThat(parent).doesNotExist(),
                parent -> assertThat(parent).isEmptyDirectory());
    }

    @Test
    void aBackupWithALinkIsRefused() throws IOException {
        backUp(Generations.NONE);
        Path linked = Files.move(target.resolve("keys.json"), root.resolve("keys.json"));
        Files.createSymbolicLink(target.resolve("keys.json"), linked);
        assertRefused(() -> restore(true), "keys.json is a symbolic link: ");
    }

    @Test
    void aHomeWithoutAGraphHasNothingToBackUp() {
        home = root.resolve("nothing");
        assertRefused(() -> backUp(Generations.NONE), home + " has no graph to back up");
    }

    @Test
    void aTargetThatCannotBeCreatedIsNamed() throws IOException {
        Files.writeString(root.resolve("file"), "");
        target = root.resolve("file").resolve("monday");
        assertRefused(() -> backUp(Generations.NONE), "cannot back up to " + target);
    }

    /** A limit of the size of files of this process stands for a full disk. */
    @Test
    void aFullDiskIsNamedAndLeavesNoPartOfABackup() throws Exception {
        limitFiles("300000");
        try {
            assertRefused(() -> backUp(Generations.CURRENT), "cannot back up to " + target);
            assertThatExceptionOfType(RecallException.class).isThrownBy(() -> backUp(Generations.CURRENT))
                    .withMessageContaining("File too large");
        } finally {
            limitFiles("unlimited");
        }
        assertThat(target.getParent()).isEmptyDirectory();
        backUp(Generations.CURRENT);
    }

    private static void limitFiles(String bytes) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("prlimit", "--pid", Long.toString(ProcessHandle.current().pid()),
                "--fsize=" + bytes + ":unlimited").inheritIO().start().waitFor()).isZero();
    }

    /** Asserts that an operation fails with a message and that the home has the same files as before. */
    private void assertRefused(ThrowingCallable operation, String message) {
        SortedMap<String, String> before = contents(home);
        assertThatExceptionOfType(RecallException.class).isThrownBy(operation).withMessageContaining(message);
        before.remove("graph/lock");
        SortedMap<String, String> after = contents(home);
        after.remove("graph/lock");
        assertThat(after).isEqualTo(before);
    }

    private static SortedMap<String, String> contents(Path folder) {
        SortedMap<String, String> contents = new TreeMap<>();
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
                for (Path file : files) {
                    contents.put(folder.relativize(file).toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }
}
