package io.graphrecall.neo4j;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Attempt to start a Neo4j process on a store. */
final class Launch {

    /** Options of a process that ends with another one. */
    static final String WATCH_STDIN = "--watch-stdin";
    static final String OWNER = "--owner";

    private static final String MAIN = "io.graphrecall.neo4j.local.LocalServer";

    /** Exit code of the process if another process uses the store. */
    private static final int STORE_IN_USE = 5;

    private final StoreFolder store;
    private final Process process;
    private final boolean writesArchive;

    /** @param writesArchive true if the process writes a new archive of its classes when it ends */
    private Launch(StoreFolder store, Process process, boolean writesArchive) {
        this.store = store;
        this.process = process;
        this.writesArchive = writesArchive;
    }

    /** Starts a process that ends when its standard input ends: when this process ends or destroys it. */
    static Launch ownedByThis(StoreFolder store) {
        return start(store, Redirect.PIPE, List.of(WATCH_STDIN));
    }

    static Launch ownedBy(StoreFolder store, ProcessHandle owner) {
        return start(store, Redirect.from(nullDevice()), List.of(OWNER, Long.toString(owner.pid())));
    }

    static Launch detached(StoreFolder store) {
        return start(store, Redirect.from(nullDevice()), List.of());
    }

    Process process() {
        return process;
    }

    /**
     * Waits until the process is ready. Returns false if it ended because the store is in use.
     *
     * @param timeout time after which the process is ended
     * @throws RecallException if it ends for another reason or is not ready in time
     */
    boolean awaitReady(Duration timeout) {
        long start = System.nanoTime();
        while (process.isAlive()) {
            if (readyProcess().isPresent()) {
                return true;
            }
            if (System.nanoTime() - start > timeout.toNanos()) {
                process.destroyForcibly();
                throw new RecallException(Code.UNAVAILABLE,
                        "Neo4j did not start in " + timeout.toMinutes() + " min; its output is in " + store.output()
                                + ". If it recovers a large store, set GRAPHRECALL_NEO4J_START_MINUTES to a larger number");
            }
            try {
                LocalGraph.pause();
            } catch (RecallException interrupted) {
                process.destroyForcibly().onExit().join();
                throw interrupted;
            }
        }
        if (writesArchive) {
            deleteArchive();
        }
        if (process.exitValue() == STORE_IN_USE) {
            return false;
        }
        throw new RecallException(Code.UNAVAILABLE, lastOutputLine());
    }

    /** A process that was never ready has loaded few classes. With its archive, all later starts would take longer. */
    private static void deleteArchive() {
        try {
            Files.deleteIfExists(archive());
        } catch (IOException e) {
            // It can be written and not deleted only if the folder has just become read-only. The archive works as it is.
        }
    }

    /** Returns the process when it is ready. */
    RunningProcess running() {
        return readyProcess().orElseThrow(() -> new RecallException(Code.UNAVAILABLE, lastOutputLine()));
    }

    /** Returns the last line of its output, which is the reason of a failure. */
    String lastOutputLine() {
        try {
            List<String> lines = Files.readAllLines(store.output());
            return lines.isEmpty() ? "Neo4j ended without any output" : lines.getLast();
        } catch (IOException e) {
            return "Neo4j ended, and its output could not be read from " + store.output() + ": " + e.getMessage();
        }
    }

    private Optional<RunningProcess> readyProcess() {
        return store.running().filter(running -> running.pid() == process.pid());
    }

    /**
     * Returns the time that a start may take. It is long, since a process that is ended while it recovers its store begins
     * again the next time.
     */
    static Duration startTimeout() {
        String minutes = setting("start-minutes", "30");
        try {
            return Duration.ofMinutes(Integer.parseInt(minutes));
        } catch (NumberFormatException e) {
            throw new RecallException(Code.INVALID,
                    "GRAPHRECALL_NEO4J_START_MINUTES is '" + minutes + "', expected a whole number", e);
        }
    }

    private static Launch start(StoreFolder store, Redirect input, List<String> options) {
        List<String> command = new ArrayList<>(java(MAIN, classArchive()));
        boolean writesArchive = !Files.exists(archive());
        command.addAll(List.of("--home", store.path().toString(), "--page-cache", setting("pagecache", "512m")));
        command.addAll(options);
        try {
            store.create();
            Process process = new ProcessBuilder(command).directory(store.path().toFile()).redirectInput(input)
                    .redirectErrorStream(true).redirectOutput(Redirect.appendTo(store.output().toFile())).start();
            return new Launch(store, process, writesArchive);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "Could not start Neo4j: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the command of a Java program of the distribution. It ignores the interrupt of a terminal.
     *
     * @param options further JVM options
     */
    static List<String> java(String main, List<String> options) {
        List<String> command = new ArrayList<>();
        // Ignored signals stay ignored in the program that replaces the shell.
        command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        Path distribution = Distribution.locate();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + distribution.resolve("jvm.options"));
        command.addAll(options);
        command.add("-Xmx" + setting("heap", "1g"));
        command.addAll(words(setting("jvm", "")));
        command.addAll(List.of("-cp", distribution.resolve("lib") + File.separator + "*", main));
        return command;
    }

    /**
     * Returns the options for an archive of loaded classes, which halves the processor time of a start. The JVM writes it
     * when a process ends that had none, or one of other classes. If it cannot, starts take longer.
     */
    private static List<String> classArchive() {
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive(), "-Xlog:cds*=off",
                "-Xlog:aot*=off");
    }

    private static Path archive() {
        return Distribution.locate().resolve("classes.jsa");
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
    }

    /**
     * Returns system property {@code graphrecall.neo4j.NAME}, else environment variable {@code GRAPHRECALL_NEO4J_NAME}.
     */
    static String setting(String name, String defaultValue) {
        String property = System.getProperty("graphrecall.neo4j." + name);
        if (property != null) {
            return property;
        }
        String variable = System.getenv("GRAPHRECALL_NEO4J_" + name.replace('-', '_').toUpperCase(Locale.ROOT));
        return variable == null ? defaultValue : variable;
    }

    static File nullDevice() {
        return new File("/dev/null");
    }
}
