package io.graphrecall.testkit;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.LocalGraph;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Neo4j process for the tests of a test process, started on first use. It keeps running for the next one. Only one
 * test process uses it at a time; those that run in parallel start their own.
 */
final class SharedGraph {

    private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";
    /** Maximum number of processes that test in parallel. */
    private static final int MAX_GRAPHS = 16;

    private static @Nullable Path home;
    private static @Nullable LocalGraph graph;
    /** Strong reference that keeps the lock until this process ends. */
    private static @Nullable FileLock lock;

    private SharedGraph() {}

    static synchronized GraphAddress address() {
        if (home == null) {
            home = lockFreeFolder(root().resolve("target"));
        }
        if (graph == null) {
            if (!LocalGraph.status(home).isRunning()) {
                delete(home);
                RunningGraph.keepPlans(home);
            }
            graph = LocalGraph.attachOrStart(home, maven().orElse(ProcessHandle.current()));
        }
        return graph.address();
    }

    /** Returns the folder of the store, whose Neo4j runs. */
    static synchronized Path store() {
        address();
        return Objects.requireNonNull(home).resolve("graph");
    }

    /** Locks and returns the first graph folder that no other process uses. */
    private static Path lockFreeFolder(Path target) {
        try {
            Files.createDirectories(target);
            for (int number = 0; number < MAX_GRAPHS; number++) {
                lock = FileChannel.open(
                        target.resolve("test-graph-" + number + ".lock"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE).tryLock();
                if (lock != null) {
                    return target.resolve("test-graph-" + number);
                }
            }
            throw new IllegalStateException(
                    "all " + MAX_GRAPHS + " test graphs in " + target + " are in use by other processes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the project folder: the ancestor of the working directory that contains {@code neo4j-local}. */
    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("neo4j-local"))).findFirst()
                .orElseThrow(() -> new IllegalStateException("the working directory is not inside the project folder"));
    }

    /** Returns the Maven process that runs this test; empty in an IDE. */
    private static Optional<ProcessHandle> maven() {
        return Stream.iterate(ProcessHandle.current().parent(), Optional::isPresent,
                process -> process.flatMap(ProcessHandle::parent)).flatMap(Optional::stream)
                .filter(SharedGraph::isMaven).findFirst();
    }

    private static boolean isMaven(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Arrays::stream).anyMatch(MAVEN::equals);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
