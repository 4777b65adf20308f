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
 * The Neo4j of a module's tests, started when first asked for. It is left running for the module after, and is only one's at
 * a time: beside a module that still tests, another one starts its own.
 */
final class SharedGraph {

    private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";
    /** More modules than these are not tested at a time. */
    private static final int MOST = 16;

    private static @Nullable Path home;
    private static @Nullable LocalGraph graph;
    /** Holds what is locked for as long as this process lives. */
    private static @Nullable FileLock lock;

    private SharedGraph() {}

    static synchronized GraphAddress address() {
        if (home == null) {
            home = free(root().resolve("target"));
        }
        if (graph == null) {
            if (!LocalGraph.status(home).running()) {
                delete(home);
            }
            graph = LocalGraph.attachOrStart(home, maven().orElse(ProcessHandle.current()));
        }
        return graph.address();
    }

    /** The first folder for a graph that no other process tests with, from now on this one's. */
    private static Path free(Path target) {
        try {
            Files.createDirectories(target);
            for (int number = 0; number < MOST; number++) {
                lock = FileChannel.open(
                        target.resolve("test-graph-" + number + ".lock"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE).tryLock();
                if (lock != null) {
                    return target.resolve("test-graph-" + number);
                }
            }
            throw new IllegalStateException(MOST + " processes test with a graph already");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the whole project: the one that holds the module with Neo4j. */
    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("neo4j-local"))).findFirst()
                .orElseThrow(() -> new IllegalStateException("the tests do not run inside the project's folder"));
    }

    /** The Maven process that this test run belongs to; empty in an IDE. */
    private static Optional<ProcessHandle> maven() {
        return Stream.iterate(ProcessHandle.current().parent(), Optional::isPresent,
                process -> process.flatMap(ProcessHandle::parent)).flatMap(Optional::stream)
                .filter(SharedGraph::isMaven).findFirst();
    }

    private static boolean isMaven(ProcessHandle process) {
        return process.info().arguments().stream().flatMap(Arrays::stream).anyMatch(MAVEN::equals);
    }

    /** A store of an earlier run is no test's business. */
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
