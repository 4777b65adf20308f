package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Circuit breaker for calls to one Neo4j. A probe reads the graph at an interval. The circuit opens when the probe fails
 * or exceeds its timeout, and closes when the probe returns, however late. While the circuit is open, calls fail at once
 * with code UNAVAILABLE. Thread-safe.
 *
 * <p>A probe detects what a counter of failures cannot: a frozen process or a network that drops packets makes calls hang
 * and not fail.
 */
public final class GraphCircuit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GraphCircuit.class);
    private static final CypherStatement PROBE = CypherStatement.of("recall/sequence");
    private static final CypherStatement STATUS = CypherStatement.of("recall/database-status");
    /**
     * Further time that a late probe gets. Then it is interrupted, together with all running calls. Also the minimum timeout
     * of a probe while the service starts.
     */
    private static final Duration MAX_HANGING = Duration.ofSeconds(5);
    /** Unit of waiting. A pause of this process, such as a garbage collection, counts at most once as this time. */
    private static final Duration SLICE = Duration.ofMillis(50);

    private final GraphClient graph;
    private final Duration interval;
    private final Duration timeout;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    /** Threads of calls that were interrupted because they hung. */
    private final Set<Thread> interrupted = ConcurrentHashMap.newKeySet();
    private final AtomicLong outages = new AtomicLong();
    private @Nullable Thread thread;
    /** Guarded by this object's lock. */
    private @Nullable Thread recovery;
    /** Done while the circuit is open. */
    private volatile CompletableFuture<Void> opening = new CompletableFuture<>();
    private volatile String reason = "";
    /** Recoveries that have not ended, from the end of an outage after which Neo4j may be cold. */
    private final AtomicInteger recoveries = new AtomicInteger();
    private volatile @Nullable String stopped;
    /** False until the database told why it stopped. Used by the probing thread only. */
    private boolean stopExplained;
    /** Time of the latest opening; used by the probing thread only. */
    private long openedAt;
    /** True if a probe of this outage failed or never returned; used by the probing thread only. */
    private boolean failed;
    private volatile boolean starting = true;
    private volatile boolean closed;

    /**
     * Creates a closed circuit; {@link #start} starts to probe.
     *
     * @param graph    a client without circuit
     * @param interval time between two probes
     * @param timeout  maximum time of a probe; it must exceed the longest pause of a healthy database
     */
    public GraphCircuit(GraphClient graph, Duration interval, Duration timeout) {
        this.graph = graph;
        this.interval = interval;
        this.timeout = timeout;
    }

    /**
     * Starts to probe. Before, the circuit stays closed. Until {@link #started}, a probe may take longer, so that the first
     * calls of a cold process have time to connect.
     *
     * @param restarted called in a separate thread when the circuit closes after a probe failed or never returned, because
     *                  Neo4j may have been restarted. Not called while an earlier call runs. {@link #close} ends it
     */
    public synchronized void start(Runnable restarted) {
        thread = Thread.ofPlatform().name("graph-circuit").daemon().start(() -> run(restarted));
    }

    /** Ends the start of the service: probes have the timeout of the settings from now on. */
    public void started() {
        starting = false;
    }

    /** Returns true while Neo4j does not respond. */
    public boolean isOpen() {
        return opening.isDone();
    }

    /** Returns a message that says why the circuit is open; null if it is closed. */
    public @Nullable String problem() {
        return isOpen() ? "Neo4j at " + graph.uri() + " does not respond: " + reason : null;
    }

    /**
     * Returns the reason why the database accepts nothing until its disk has space and it is started again, and what the
     * latest probe says if that differs; null if it does not say so.
     */
    public @Nullable String stopped() {
        return stopped == null ? null : reason;
    }

    /** Returns how many times the circuit has opened. */
    public long outages() {
        return outages.get();
    }

    /** @throws RecallException UNAVAILABLE while the circuit is open */
    public void check() {
        if (isOpen()) {
            throw unavailable();
        }
    }

    /** Returns true from the end of an outage until a cold Neo4j has warmed up. */
    public boolean isRecovering() {
        return recoveries.get() > 0;
    }

    /**
     * Checks before a write whose caller can repeat it.
     *
     * @throws RecallException UNAVAILABLE while the circuit is open, and until the recovery after it has ended
     */
    public void checkWrites() {
        check();
        if (isRecovering()) {
            throw new RecallException(RecallException.Code.UNAVAILABLE,
                    "Neo4j at " + graph.uri() + " responds again, but its first writes would take too long");
        }
    }

    /**
     * Runs a call and returns its result. The call continues in the background if the circuit opens in the meantime.
     *
     * @throws RecallException UNAVAILABLE if the circuit is open or opens before the result is there
     */
    public <T> T call(Supplier<T> work) {
        check();
        return await(start(Thread.ofVirtual(), work));
    }

    /**
     * Runs a call as {@link #call(Supplier)} and waits for its result up to a limit.
     *
     * @throws RecallException UNAVAILABLE also if the result is not there in time
     */
    <T> T call(Supplier<T> work, Duration limit) {
        check();
        CompletableFuture<T> result = limit.isPositive() ? start(Thread.ofVirtual(), work) : new CompletableFuture<>();
        try {
            return await(result.copy().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new RecallException(RecallException.Code.UNAVAILABLE,
                        "Neo4j at " + graph.uri() + " did not respond within " + limit.toMillis() + " ms", e);
            }
            throw e;
        }
    }

    /**
     * Runs a call in the caller's thread and returns its result, also if the circuit opens in the meantime. The caller
     * learns whether a transaction was committed.
     *
     * @throws RecallException UNAVAILABLE if the circuit is open, or if the call hangs and is interrupted
     */
    <T> T complete(Supplier<T> work) {
        check();
        return interruptible(work);
    }

    /**
     * Waits for a result that depends on the graph.
     *
     * @throws RecallException UNAVAILABLE if the circuit is open or opens before the result is there
     */
    public <T> T await(CompletableFuture<T> result) {
        try {
            CompletableFuture.anyOf(result, opening).join();
        } catch (CompletionException e) {
            return result(result);
        }
        if (!result.isDone()) {
            throw unavailable();
        }
        return result(result);
    }

    private static <T> T result(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private RecallException unavailable() {
        return new RecallException(
                RecallException.Code.UNAVAILABLE, "Neo4j at " + graph.uri() + " does not respond: " + reason);
    }

    private <T> CompletableFuture<T> start(Thread.Builder thread, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        thread.name("graph-call").start(() -> {
            try {
                result.complete(interruptible(work));
            } catch (Throwable e) { // the waiting caller gets it
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Runs a call that {@link #interruptAll} interrupts, upon which the driver closes the connection. */
    private <T> T interruptible(Supplier<T> work) {
        Thread caller = Thread.currentThread();
        if (!running.add(caller)) {
            return work.get(); // part of a call
        }
        try {
            return work.get();
        } catch (RecallException e) {
            throw e.code() == RecallException.Code.CANCELLED && interrupted.contains(caller) ? unavailable() : e;
        } finally {
            synchronized (running) {
                running.remove(caller);
            }
            if (interrupted.remove(caller)) {
                Thread.interrupted(); // the caller may go on
            }
        }
    }

    private void interruptAll() {
        synchronized (running) {
            interrupted.addAll(running);
            running.forEach(Thread::interrupt);
        }
    }

    private void run(Runnable restarted) {
        try {
            while (!closed) {
                try {
                    if (probe() && isOpen()) {
                        close(restarted);
                    }
                } catch (RuntimeException | Error e) { // for example a lack of memory: thrown, it would end the probes
                    failed = true;
                    open(e.toString());
                }
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(Runnable restarted) {
        LOG.warn("Neo4j at {} responds again after {} s", graph.uri(),
                Duration.ofNanos(System.nanoTime() - openedAt).toSeconds());
        stopped = null;
        if (failed) {
            failed = false;
            interruptAll(); // calls of before, which may wait long until their next attempt
            recoveries.incrementAndGet(); // no write of a caller comes before the recovery
            opening = new CompletableFuture<>();
            recover(restarted);
        } else {
            opening = new CompletableFuture<>();
        }
    }

    private synchronized void recover(Runnable restarted) {
        if (closed) {
            return;
        }
        Thread earlier = recovery;
        recovery = Thread.ofVirtual().name("graph-recovery").start(() -> {
            try {
                if (earlier != null) {
                    earlier.join();
                }
                restarted.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closed
            } finally {
                recoveries.decrementAndGet();
            }
        });
    }

    /** Returns true if the graph responds, and opens the circuit as soon as it is late. */
    private boolean probe() throws InterruptedException {
        // Not a virtual thread: it would wait for those that recall, and look late on a busy machine.
        CompletableFuture<Boolean> probe = start(Thread.ofPlatform().daemon(), () -> {
            graph.probe(PROBE);
            return true;
        });
        try {
            Duration limit = starting && timeout.compareTo(MAX_HANGING) < 0 ? MAX_HANGING : timeout;
            if (waitFor(probe, limit)) {
                return true;
            }
            open("no response to a probe within " + limit.toMillis() + " ms");
            boolean late = waitFor(probe, MAX_HANGING);
            if (!late) {
                failed = true;
                interruptAll();
            }
            return late;
        } catch (ExecutionException e) {
            failed = true;
            Throwable failure = e.getCause() == null ? e : e.getCause();
            if ((stopped == null || !stopExplained) && DriverErrors.refusesWrites(failure.getCause())) {
                String status = status();
                stopExplained = !status.isEmpty();
                stopped = "its database stopped after a failed write (" + (stopExplained ? status : "unknown reason")
                        + "). Free some space on its disk; then it must be started again";
            }
            open(stopped == null ? String.valueOf(failure.getMessage()) : stopped);
            return false;
        }
    }

    /** Returns the reason why the database stopped; empty if it does not tell, or not yet. */
    private String status() {
        StringBuilder status = new StringBuilder();
        try {
            graph.stream(STATUS, Map.of(), row -> status.append(row.string("statusMessage")));
        } catch (RuntimeException e) {
            LOG.warn("Neo4j at {} does not tell why its database stopped: {}", graph.uri(), e.getMessage());
        }
        return status.toString();
    }

    private static boolean waitFor(CompletableFuture<Boolean> probe, Duration limit)
            throws InterruptedException, ExecutionException {
        for (long slices = Math.max(1, limit.dividedBy(SLICE)); slices > 0; slices--) {
            try {
                return probe.get(SLICE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Wait for the next slice.
            }
        }
        return false;
    }

    private void open(String why) {
        reason = stopped == null || why.equals(stopped) ? why : stopped + ". The latest probe: " + why;
        if (!isOpen() && !closed) {
            openedAt = System.nanoTime();
            outages.incrementAndGet();
            LOG.warn("Neo4j at {} does not respond: {}", graph.uri(), why);
            opening.complete(null);
        }
    }

    /** Stops to probe and closes the circuit for good. Calls that are running continue. */
    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
        try {
            if (recovery != null) {
                recovery.interrupt();
                recovery.join(MAX_HANGING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
