package io.graphrecall.neo4j;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Neo4j of a home folder, in a process of its own; its store is {@code HOME/graph}. There is at most one per home.
 *
 * <p>One that is <em>owned</em> ends when it is closed or when its owner ends, in whatever way that happens. One that is
 * attached to is left alone by {@link #close}. Interrupting the terminal does not reach the process: its owner decides
 * when the graph is no longer needed.
 */
public final class LocalGraph implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String USER = "neo4j";

    private final GraphAddress address;

    /** The process, where this object owns it. Its input stream is what the process watches, so it must not be lost. */
    private final @Nullable Process process;

    private LocalGraph(GraphAddress address, @Nullable Process process) {
        this.address = address;
        this.process = process;
    }

    /**
     * How the Neo4j of a home is.
     *
     * @param pid     its process id; 0 where none runs
     * @param address where it answers; empty where none runs
     */
    public record Status(long pid, Optional<GraphAddress> address) {

        /** Whether there is one that answers. */
        public boolean running() {
            return address.isPresent();
        }
    }

    /** Attaches to the running Neo4j of a home, or else starts one that this process owns. Returns once it answers. */
    public static LocalGraph attachOrStart(Path home) {
        return attachOrStart(home, ProcessHandle.current());
    }

    /**
     * Attaches to the running Neo4j of a home, or else starts one that ends with {@code owner}. Where the owner is another
     * process than this one, closing the result ends nothing.
     */
    public static LocalGraph attachOrStart(Path home, ProcessHandle owner) {
        StoreFolder store = StoreFolder.of(home);
        boolean own = owner.pid() == ProcessHandle.current().pid();
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        do {
            Optional<RunningProcess> running = store.running();
            if (running.isPresent()) {
                return new LocalGraph(address(store, running.get()), null);
            }
            Launch launch = own ? Launch.ownedByThis(store) : Launch.ownedBy(store, owner);
            if (launch.awaitReady(deadline)) {
                return new LocalGraph(address(store, launch.running()), own ? launch.process() : null);
            }
        } while (heldForAMoment(deadline));
        throw store.inUse();
    }

    /**
     * Starts a Neo4j that lives until {@link #stop}. Returns once it answers.
     *
     * @throws RecallException with code CONFLICT where one runs already
     */
    public static LocalGraph startDetached(Path home) {
        StoreFolder store = StoreFolder.of(home);
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        do {
            if (store.running().isPresent()) {
                throw store.inUse();
            }
            Launch launch = Launch.detached(store);
            if (launch.awaitReady(deadline)) {
                return new LocalGraph(address(store, launch.running()), null);
            }
        } while (heldForAMoment(deadline));
        throw store.inUse();
    }

    /**
     * Waits a little, until the deadline at most. A store that is held though no process answers for it will not stay so:
     * that process is about to answer, or to end.
     */
    private static boolean heldForAMoment(long deadline) {
        pause();
        return System.nanoTime() < deadline;
    }

    /** Whether the Neo4j of a home runs, and where. */
    public static Status status(Path home) {
        StoreFolder store = StoreFolder.of(home);
        return store.running().map(running -> new Status(running.pid(), Optional.of(address(store, running))))
                .orElse(new Status(0, Optional.empty()));
    }

    /** Ends the Neo4j of a home and returns once it has ended; false where none runs. */
    public static boolean stop(Path home) {
        Optional<RunningProcess> running = StoreFolder.of(home).running();
        running.ifPresent(process -> {
            process.handle().destroy();
            long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
            while (process.alive()) {
                if (System.nanoTime() > deadline) {
                    throw new RecallException(Code.UNAVAILABLE, "Neo4j (process " + process.pid()
                            + ") did not stop within " + STOP_TIMEOUT.toSeconds() + " s");
                }
                pause();
            }
        });
        return running.isPresent();
    }

    /** Where it answers. */
    public GraphAddress address() {
        return address;
    }

    /** Whether this object started it, and closing ends it. */
    public boolean owned() {
        return process != null;
    }

    /** Ends the process if it is owned, and returns once it has ended. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static GraphAddress address(StoreFolder store, RunningProcess running) {
        return new GraphAddress(URI.create("bolt://127.0.0.1:" + running.port()), USER, store.password());
    }

    static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecallException(Code.CANCELLED, "interrupted while waiting for Neo4j", e);
        }
    }
}
