package io.graphrecall.neo4j;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Neo4j process of a home folder, with its store in {@code HOME/graph}. A home has at most one.
 *
 * <p>An <em>owned</em> process ends when it is closed or when its owner ends, also if the owner is killed.
 * {@link #close} does not end a process that this object only attached to. The process ignores the interrupt of a
 * terminal, since its owner decides when it ends.
 */
public final class LocalGraph implements AutoCloseable {

    /** Time to wait for a process that has locked the store and is not ready. */
    private static final Duration IN_USE_TIMEOUT = Duration.ofMinutes(3);
    /** Longer than a Neo4j takes to end after its owner. */
    private static final Duration OWNED_END_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String USER = "neo4j";

    private final GraphAddress address;

    /** Process if this object owns it, else null. The process watches its input stream, so it must stay reachable. */
    private final @Nullable Process process;

    private final StoreFolder store;

    private LocalGraph(StoreFolder store, GraphAddress address, @Nullable Process process) {
        this.store = store;
        this.address = address;
        this.process = process;
    }

    /**
     * Status of the Neo4j of a home.
     *
     * @param pid     process id; 0 if none runs
     * @param address address; empty if none runs
     * @param isOwned true if it ends with the process that started it
     */
    public record Status(long pid, Optional<GraphAddress> address, boolean isOwned) {

        /** True if a process is ready. */
        public boolean isRunning() {
            return address.isPresent();
        }
    }

    /** Attaches to the running Neo4j of a home, or starts one that this process owns. Returns when it is ready. */
    public static LocalGraph attachOrStart(Path home) {
        return attachOrStart(home, ProcessHandle.current());
    }

    /**
     * Attaches to the running Neo4j of a home, or starts one that ends with {@code owner}. If the owner is another
     * process, closing the result has no effect.
     */
    public static LocalGraph attachOrStart(Path home, ProcessHandle owner) {
        return owner.pid() == ProcessHandle.current().pid()
                ? start(home, true, Launch::ownedByThis, true)
                : start(home, true, store -> Launch.ownedBy(store, owner), false);
    }

    /**
     * Starts a Neo4j that runs until {@link #stop}. Returns when it is ready.
     *
     * @throws RecallException CONFLICT if one is already running
     */
    public static LocalGraph startDetached(Path home) {
        return start(home, false, Launch::detached, false);
    }

    private static LocalGraph start(
            Path home, boolean attaches, Function<StoreFolder, Launch> starter, boolean isOwned) {
        StoreFolder store = StoreFolder.of(home);
        long deadline = System.nanoTime() + IN_USE_TIMEOUT.toNanos();
        do {
            Optional<RunningProcess> running = store.running();
            if (running.isPresent()) {
                if (attaches) {
                    return new LocalGraph(store, address(store, running.get()), null);
                }
                throw store.inUse();
            }
            Launch launch = starter.apply(store);
            if (launch.awaitReady(Launch.startTimeout())) {
                return new LocalGraph(store, address(store, launch.running()), isOwned ? launch.process() : null);
            }
        } while (waitForOtherProcess(deadline));
        throw store.inUse();
    }

    /**
     * Waits a moment and returns false after the deadline. A store that is locked without a ready process changes soon:
     * the process is about to be ready or to end.
     */
    private static boolean waitForOtherProcess(long deadline) {
        pause();
        return System.nanoTime() < deadline;
    }

    /** Returns the status of the Neo4j of a home. */
    public static Status status(Path home) {
        StoreFolder store = StoreFolder.of(home);
        return store.running().map(running -> new Status(running.pid(), Optional.of(address(store, running)),
                running.isOwned())).orElse(new Status(0, Optional.empty(), false));
    }

    /**
     * Refuses a Neo4j that ends with another command. If that command has just ended, waits for the end of its Neo4j.
     *
     * @throws RecallException CONFLICT if the Neo4j of the other command goes on
     */
    public static void requireNoneOfAnotherCommand(Path home) {
        long deadline = System.nanoTime() + OWNED_END_TIMEOUT.toNanos();
        for (Status status = status(home); status.isRunning() && status.isOwned(); status = status(home)) {
            if (System.nanoTime() > deadline) {
                throw new RecallException(Code.CONFLICT, "Neo4j (process " + status.pid() + ") of " + home
                        + " ends with the command that started it, such as recall build or another recall serve. "
                        + "Wait for the end of that command. To share one Neo4j, run recall graph start before all "
                        + "commands");
            }
            pause();
        }
    }

    /**
     * Locks the store of a home that exists, so that no Neo4j starts on it until the lock is closed.
     *
     * @throws RecallException CONFLICT if a process uses the store; the message says how to end it
     */
    public static GraphLock lock(Path home) {
        return GraphLock.acquire(StoreFolder.of(home));
    }

    /** Returns true if a process has locked the store of a home: a Neo4j, also one that starts or ends, or a command such as a backup. */
    public static boolean isLocked(Path home) {
        return GraphLock.isHeld(StoreFolder.of(home));
    }

    /** Returns true if a home has a store. */
    public static boolean hasStore(Path home) {
        return Files.isDirectory(StoreFolder.of(home).path());
    }

    /** Returns the file with the password of the Neo4j of a home. */
    public static Path passwordFile(Path home) {
        return StoreFolder.of(home).passwordFile();
    }

    /**
     * Stops the Neo4j of a home and waits for its end, also if the thread is interrupted: the caller may have to start it
     * again. Returns false if none runs.
     */
    public static boolean stop(Path home) {
        Optional<RunningProcess> running = StoreFolder.of(home).running();
        running.ifPresent(process -> {
            process.handle().destroy();
            long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
            while (process.isAlive()) {
                if (System.nanoTime() > deadline) {
                    throw new RecallException(Code.UNAVAILABLE, "Neo4j (process " + process.pid()
                            + ") has not stopped within " + STOP_TIMEOUT.toSeconds()
                            + " s; it may still write to its disk: look at recall graph status in a while");
                }
                process.handle().onExit().completeOnTimeout(process.handle(), POLL.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            }
        });
        return running.isPresent();
    }

    /** Address of the database. */
    public GraphAddress address() {
        return address;
    }

    /** True if this object started the process and ends it on close. */
    public boolean isOwned() {
        return process != null;
    }

    /** Ends the process if it is owned and waits for its end. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        end(process);
        // The process that replaced it after its database panicked. Another one that was started since goes on.
        store.running().filter(other -> other.isOwnedBy(ProcessHandle.current().pid()))
                .ifPresent(successor -> successor.handle().destroy());
    }

    /** Ends a process. Waits also if the thread is interrupted, since the caller may delete the store next. */
    static void end(Process process) {
        process.destroy();
        process.onExit().completeOnTimeout(process, STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
        if (process.isAlive()) {
            process.destroyForcibly();
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
            throw new RecallException(Code.CANCELLED, "Interrupted while waiting for Neo4j", e);
        }
    }
}
