package io.graphrecall.service.snapshot;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.overlay.ContentChangeReader;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.state.UserStates;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The snapshot that requests search now. It follows the graph: changed contents join it in the order of their sequence
 * numbers, and user states that other programs changed are dropped. Thread-safe.
 */
public final class LiveSnapshots implements Supplier<ServingSnapshot> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSnapshots.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration MAX_PAUSE = Duration.ofMillis(100);
    /** Contents of one step of {@link #caughtUp}: encoders leave the contents of a larger step to the next build. */
    private static final int STEP = 20;
    /** Time for the steps of {@link #caughtUp}; later changes are one step. */
    private static final Duration MAX_STEPS = Duration.ofSeconds(60);

    private final GraphClient graph;
    private final ContentChangeReader changes;
    private final GraphContinuity continuity;
    private final UserStates users;
    private final Function<Generation, ServingSnapshot> opener;
    /** Held while the graph is read and the snapshot replaced, so that no replacement is lost. */
    private final ReentrantLock replacing = new ReentrantLock();

    private final AtomicReference<@Nullable State> state = new AtomicReference<>();
    private volatile String absence = "no generation serves yet: the service is starting";
    private volatile @Nullable GenerationId inPreparation;

    /** @param opener reads a generation into a snapshot without changes */
    public LiveSnapshots(GraphClient graph, UserStates users, Function<Generation, ServingSnapshot> opener) {
        this.graph = graph;
        this.changes = new ContentChangeReader(graph);
        this.continuity = new GraphContinuity(graph, users);
        this.users = users;
        this.opener = opener;
    }

    /**
     * A snapshot and its position in the graph's history.
     *
     * @param seq content changes up to this sequence number are applied, and user states are not older
     */
    public record State(ServingSnapshot snapshot, long seq) {

        public GenerationId generation() {
            return snapshot.manifest().id();
        }
    }

    /**
     * Returns the snapshot to search.
     *
     * @throws RecallException UNAVAILABLE if no generation serves yet
     */
    @Override
    public ServingSnapshot get() {
        return required().snapshot();
    }

    /** Returns the snapshot to search if a generation serves, else null. */
    public @Nullable ServingSnapshot find(GenerationId id) {
        State current = state.get();
        return current != null && id.equals(current.generation()) ? current.snapshot() : null;
    }

    /** Returns the generation that serves, or null if none does yet. */
    public @Nullable GenerationId generation() {
        State current = state.get();
        return current == null ? null : current.generation();
    }

    /** Returns the reason why no generation serves, for a message. */
    public String absence() {
        GenerationId id = inPreparation;
        return id == null
                ? absence
                : "no generation serves yet; generation %s is being read and warmed up".formatted(id);
    }

    /** Sets the generation that is being prepared, for {@link #absence}; null for none. */
    public void preparing(@Nullable GenerationId id) {
        inPreparation = id;
    }

    /**
     * Records that there is no generation, for {@link #absence}.
     *
     * @param problem why the shared folder cannot be read; null if it can or there is none
     */
    public void noGeneration(@Nullable String problem) {
        absence = "no generation serves yet: " + (problem == null ? "build one first" : problem);
    }

    /** Records that a generation cannot serve, for {@link #absence}. */
    public void unusable(GenerationId id, RecallException cause) {
        absence = "no generation serves; generation %s cannot: %s".formatted(id, cause.getMessage());
    }

    /** Returns the check that the graph is still the one that the generation was built from. */
    public GraphContinuity continuity() {
        return continuity;
    }

    /** Returns the sequence number of the snapshot, or -1 if there is none. */
    public long seq() {
        State current = state.get();
        return current == null ? -1 : current.seq();
    }

    /**
     * Returns the sequence number of the snapshot, or that of the graph if there is no snapshot.
     *
     * @throws RecallException UNAVAILABLE if the graph has to be read and does not respond
     */
    public long presentSeq() {
        State current = state.get();
        return current == null ? GraphPosition.read(graph).seq() : current.seq();
    }

    /** Reads a generation and the changes since, while another one serves. */
    public State prepare(Generation generation) {
        continuity.check(); // fails before the generation is read, which takes long, if the graph does not respond
        return caughtUp(new State(opener.apply(generation), generation.manifest().seq()));
    }

    /** Returns a state with the changes in the graph up to now, in steps that leave out no new content. */
    public State caughtUp(State from) {
        return refreshed(from, MAX_STEPS);
    }

    /** Replaces the snapshot with a prepared one. Running requests keep theirs. */
    public void switchTo(State prepared) {
        replacing.lock();
        try {
            continuity.serve(prepared.snapshot().manifest());
            state.set(refreshed(prepared));
        } finally {
            replacing.unlock();
        }
    }

    /** Applies the changes in the graph up to now. */
    public void refresh() {
        replacing.lock();
        try {
            State current = state.get();
            if (current != null) {
                replace(refreshed(current));
            }
        } finally {
            replacing.unlock();
        }
    }

    /**
     * Advances the sequence number without a read, after a write that changed no content. Does nothing unless it is the
     * next write. Never blocks.
     *
     * @param seq the sequence number that the write incremented, not one that it only read
     */
    public void skip(long seq) {
        state.updateAndGet(current -> current != null && current.seq() == seq - 1
                ? new State(current.snapshot(), seq)
                : current);
    }

    /** Replaces the snapshot with a newer one of the same generation. Keeps writes that were skipped in the meantime. */
    private void replace(State refreshed) {
        state.updateAndGet(current -> current != null && current.seq() > refreshed.seq()
                ? new State(refreshed.snapshot(), current.seq())
                : refreshed);
    }

    /**
     * Waits until the snapshot reaches a sequence number.
     *
     * @throws RecallException CONFLICT if the graph does not reach it in time
     */
    public void await(long seq, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Duration pause = FIRST_PAUSE;
        while (required().seq() < seq) {
            refreshTo(seq, deadline - System.nanoTime());
            long reached = required().seq();
            if (reached >= seq) {
                return;
            }
            if (System.nanoTime() >= deadline) {
                throw new RecallException(RecallException.Code.CONFLICT,
                        "min_seq " + seq + " is not reached: the graph is at " + reached);
            }
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
        }
    }

    /** Reads the changes in the graph in another thread, which goes on if the time is over. */
    private void refreshTo(long seq, long maxNanos) {
        CompletableFuture<Void> reading = CompletableFuture.runAsync(
                () -> refreshBelow(seq), Thread.ofVirtual().name("await-seq")::start);
        try {
            reading.get(Math.max(0, maxNanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.debug("Sequence number {} is not reached in time", seq, e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Applies the changes in the graph, unless another thread did so meanwhile. */
    private void refreshBelow(long seq) {
        replacing.lock();
        try {
            State current = required();
            if (current.seq() < seq) {
                replace(refreshed(current));
            }
        } finally {
            replacing.unlock();
        }
    }

    /** Returns a state with the changes in the graph up to now, or as it is if the graph is not the right one. */
    public State refreshed(State from) {
        return refreshed(from, Duration.ZERO);
    }

    /** @param limit time for small steps, in which the encoders of new contents leave out none */
    private State refreshed(State from, Duration limit) {
        GraphPosition position = continuity.check();
        if (position == null) {
            return from;
        }
        ContentChangeReader.Changes news = changes.since(from.seq(), position.seq());
        users.follow(news.seq());
        if (news.contents().isEmpty()) {
            return news.seq() == from.seq() ? from : new State(from.snapshot(), news.seq());
        }
        long deadline = System.nanoTime() + limit.toNanos();
        ServingSnapshot snapshot = from.snapshot();
        List<ContentChange> changed = news.contents();
        for (int next = 0; next < changed.size();) {
            boolean late = System.nanoTime() - deadline >= 0;
            int end = late ? changed.size() : Math.min(changed.size(), next + STEP);
            snapshot = snapshot.with(changed.subList(next, end));
            next = end;
        }
        return new State(snapshot, news.seq());
    }

    private State required() {
        State current = state.get();
        if (current == null) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, absence());
        }
        return current;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RecallException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new RecallException(RecallException.Code.CANCELLED, "interrupted while waiting for the graph", cause);
    }
}
