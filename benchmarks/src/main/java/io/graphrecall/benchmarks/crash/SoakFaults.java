package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Faults of a soak test, one at a time, drawn by a seed. Used by one thread. */
final class SoakFaults implements AutoCloseable {

    /** Maximum space of a file system that is filled. */
    private static final long MAX_FREE_BYTES = 8L << 30;
    private static final Duration POLL = Duration.ofMillis(200);

    private enum Fault {
        KILL, FREEZE, FREEZE_GRAPH, KILL_GRAPH, CUT_GRAPH, FILL_DISK
    }

    private final SoakSettings settings;
    private final GraphFaults graph;
    private final List<Member> members;
    private final EventLookup lookup;
    private final Consumer<String> log;
    private final Random random;
    private final List<Fault> possible = new ArrayList<>(List.of(Fault.KILL, Fault.FREEZE));
    private final Map<String, Integer> counts = new TreeMap<>();
    private final @Nullable GraphProxy proxy;
    private final @Nullable DiskFill disk;
    /** Process id of Neo4j, or the file that has it; empty if it is not known. */
    private String process;

    /** @throws IllegalArgumentException if the file system to fill is not small */
    SoakFaults(SoakSettings settings, List<Member> members, EventLookup lookup, Consumer<String> log)
            throws IOException {
        this.settings = settings;
        this.members = members;
        this.lookup = lookup;
        this.log = log;
        random = new Random(settings.seed());
        graph = settings.graph();
        process = graph.process();
        disk = graph.disk() == null ? null : new DiskFill(graph.disk(), MAX_FREE_BYTES);
        proxy = graph.proxyPort() == 0 ? null : new GraphProxy(graph.proxyPort(), graph.database());
        if (!process.isEmpty()) {
            possible.add(Fault.FREEZE_GRAPH);
        }
        if (!graph.killCommand().isEmpty()) {
            possible.add(Fault.KILL_GRAPH);
        }
        if (proxy != null) {
            possible.add(Fault.CUT_GRAPH);
        }
        if (disk != null) {
            possible.add(Fault.FILL_DISK);
        }
    }

    /** Returns the number of faults by kind. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** Returns the process id of Neo4j; 0 if it is not known. */
    long graphPid() {
        return process.isEmpty() ? 0 : pid(process);
    }

    /** Causes a random fault and ends it. */
    void next() throws InterruptedException {
        Fault kind = possible.get(random.nextInt(possible.size()));
        Member member = members.get(random.nextInt(members.size()));
        Duration length = Duration.ofMillis(1 + random.nextLong(settings.freeze().toMillis()));
        String seconds = " for %.1f s".formatted(length.toMillis() / 1e3);
        switch (kind) {
            case KILL -> {
                begin("kill", "killed the member on port " + member.port());
                member.kill();
                member.start();
                log.accept("the member on port %d is ready again".formatted(member.port()));
            }
            case FREEZE -> {
                begin("freeze", "froze the member on port " + member.port() + seconds);
                member.freeze();
                Thread.sleep(length);
                member.resume();
            }
            case FREEZE_GRAPH -> {
                begin("freeze of Neo4j", "froze Neo4j" + seconds);
                long pid = graphPid();
                Member.signal("STOP", pid);
                Thread.sleep(length);
                Member.signal("CONT", pid);
            }
            case KILL_GRAPH -> {
                begin("kill of Neo4j", "killed Neo4j");
                killGraph();
                lookup.find(List.of()); // fails if the database is not at its address again
                log.accept("Neo4j is started again");
            }
            case CUT_GRAPH -> {
                begin("cut connections", "cut the connections to Neo4j" + seconds);
                GraphProxy connections = Objects.requireNonNull(proxy);
                connections.cut();
                Thread.sleep(length);
                connections.restore();
            }
            case FILL_DISK -> {
                begin("full disk", "filled the disk of Neo4j" + seconds);
                DiskFill space = Objects.requireNonNull(disk);
                space.fill();
                Thread.sleep(length);
                space.free();
                awaitGraph();
                log.accept("Neo4j writes again");
            }
        }
    }

    private void begin(String kind, String message) {
        counts.merge(kind, 1, Integer::sum);
        log.accept(message);
    }

    /** Runs the command that kills Neo4j and starts it again. Keeps its new process if the command prints it. */
    private void killGraph() throws InterruptedException {
        try {
            Process command = new ProcessBuilder("sh", "-c", graph.killCommand())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String last = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip()
                    .replaceAll("(?s).*\\s", "");
            if (command.waitFor() != 0) {
                throw new IllegalStateException("The command for a fault of the graph failed: " + graph.killCommand());
            }
            if (isNumber(process) && isNumber(last)) {
                process = last;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run " + graph.killCommand(), e);
        }
    }

    /** Waits until the database responds. */
    private void awaitGraph() throws InterruptedException {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            try {
                lookup.find(List.of());
                return;
            } catch (RuntimeException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Neo4j does not respond " + settings.patience().toSeconds()
                            + " s after its disk has space again", e);
                }
                Thread.sleep(POLL);
            }
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d+");
    }

    /** Returns a process id, or reads it from a file of properties. */
    private static long pid(String idOrFile) {
        if (isNumber(idOrFile)) {
            return Long.parseLong(idOrFile);
        }
        try (Reader reader = Files.newBufferedReader(Path.of(idOrFile))) {
            Properties values = new Properties();
            values.load(reader);
            return Long.parseLong(values.getProperty("pid", "0"));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the process id of Neo4j from " + idOrFile, e);
        }
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
        if (disk != null) {
            disk.free();
        }
    }
}
