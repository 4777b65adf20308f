package io.graphrecall.service.snapshot;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.gnn.gcn.GcnEmbeddings;
import io.graphrecall.gnn.personalised.Personalised;
import io.graphrecall.gnn.personalised.PersonalisedVectors;
import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.profile.ProfileParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.state.UserStates;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The snapshot that requests search now. Follows the graph: contents written or withdrawn since the generation was
 * built join it in the order of their sequence numbers, and users whom other programs wrote are read again. Thread-safe; a request takes one snapshot and keeps it.
 */
public final class LiveSnapshots implements Supplier<ServingSnapshot> {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final ContentChangeReader changes;
    private final Segmenter segmenter;
    private final ProfileParameters profile;
    private final UserStates users;
    private final List<LiveEncoder> encoders;
    private final UserVectors userVectors;
    /** Held while the snapshot is replaced, so that no replacement is lost. */
    private final ReentrantLock replacing = new ReentrantLock();

    private volatile @Nullable State state;
    private volatile String absence = "no generation serves yet: the service is starting";
    private volatile @Nullable GenerationId awaited;

    /** @param encoders give new contents their vectors; the first that knows a space gives its */
    public LiveSnapshots(GraphClient graph, Segmenter segmenter, ProfileParameters profile, UserStates users,
            List<LiveEncoder> encoders, UserVectors userVectors) {
        this.changes = new ContentChangeReader(graph);
        this.segmenter = segmenter;
        this.profile = profile;
        this.users = users;
        this.encoders = List.copyOf(encoders);
        this.userVectors = userVectors;
    }

    /**
     * A snapshot and how far it follows the graph.
     *
     * @param seq changes of contents up to this sequence number are in it, and states of users are not behind it
     */
    public record State(ServingSnapshot snapshot, long seq) {

        public GenerationId generation() {
            return snapshot.manifest().id();
        }
    }

    /**
     * The snapshot to search.
     *
     * @throws RecallException UNAVAILABLE where no generation serves yet
     */
    @Override
    public ServingSnapshot get() {
        return required().snapshot();
    }

    /** The generation that serves, or null where none does yet. */
    public @Nullable GenerationId generation() {
        State now = state;
        return now == null ? null : now.generation();
    }

    /** Why none serves, where none does. */
    public String absence() {
        GenerationId id = awaited;
        return id == null
                ? absence
                : "no generation serves yet; generation %s is being read and warmed up".formatted(id);
    }

    /** Takes down which one is being made ready to serve; null for none any more. */
    public void await(@Nullable GenerationId id) {
        awaited = id;
    }

    /** Takes down that there is none to serve. */
    public void lack() {
        absence = "no generation serves yet: build one first";
    }

    /** Takes down why one that was to serve does not. */
    public void refuse(GenerationId id, RecallException why) {
        absence = "no generation serves; generation %s cannot: %s".formatted(id, why.getMessage());
    }

    /** The sequence number that the snapshot has come to; -1 where there is none. */
    public long seq() {
        State now = state;
        return now == null ? -1 : now.seq();
    }

    /** Reads a generation, with what changed since, beside the one that serves. */
    public State prepare(Generation generation) {
        GraphTables tables = GraphTables.read(generation);
        ServingSnapshot snapshot = ServingSnapshot.of(
                generation.manifest(), tables, VectorSpace.readAll(generation), MetaPaths.read(generation),
                segmenter, profile, models(generation, tables));
        encoders.forEach(encoder -> encoder.prepare(generation));
        return followed(new State(snapshot, generation.manifest().seq()));
    }

    private ServingModels models(Generation generation, GraphTables tables) {
        PersonalisedVectors personalised = generation.has(Personalised.MODEL)
                ? Personalised.read(new ByteArrayInputStream(generation.bytes(Personalised.MODEL))).vectors(tables)
                : null;
        return new ServingModels(
                userVectors.prepare(generation, tables), GcnEmbeddings.read(generation), personalised);
    }

    /** Lets a prepared snapshot serve. Searches on the one before finish there. */
    public void switchTo(State prepared) {
        replacing.lock();
        try {
            state = followed(prepared);
        } finally {
            replacing.unlock();
        }
    }

    /** Takes in what changed in the graph up to now. */
    public void refresh() {
        replacing.lock();
        try {
            State now = state;
            if (now != null) {
                state = followed(now);
            }
        } finally {
            replacing.unlock();
        }
    }

    /**
     * Told of a write that changed no content: where it is the very next one there is nothing to take in.
     *
     * @param seq the sequence number of the write
     */
    public void skip(long seq) {
        replacing.lock();
        try {
            State now = state;
            if (now != null && now.seq() == seq - 1) {
                state = new State(now.snapshot(), seq);
            }
        } finally {
            replacing.unlock();
        }
    }

    /**
     * Waits until a sequence number is taken in.
     *
     * @throws RecallException CONFLICT where the graph does not come to that number in time
     */
    public void await(long seq, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Duration pause = FIRST_PAUSE;
        while (required().seq() < seq) {
            refreshTo(seq);
            long reached = required().seq();
            if (reached >= seq) {
                return;
            }
            if (System.nanoTime() >= deadline) {
                throw new RecallException(RecallException.Code.CONFLICT,
                        "min_seq " + seq + " is not reached: the graph is at " + reached);
            }
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Several may wait for one number; the first of them reads. */
    private void refreshTo(long seq) {
        replacing.lock();
        try {
            State now = required();
            if (now.seq() < seq) {
                state = followed(now);
            }
        } finally {
            replacing.unlock();
        }
    }

    private State followed(State from) {
        ContentChangeReader.Changes news = changes.since(from.seq());
        users.follow(news.seq());
        if (news.contents().isEmpty()) {
            return news.seq() == from.seq() ? from : new State(from.snapshot(), news.seq());
        }
        List<ContentChange> understood = news.contents();
        for (LiveEncoder encoder : encoders) {
            understood = encoder.encoded(from.snapshot().manifest(), understood);
        }
        return new State(from.snapshot().with(understood), news.seq());
    }

    private State required() {
        State now = state;
        if (now == null) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, absence());
        }
        return now;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecallException(RecallException.Code.CANCELLED, "interrupted while waiting for the graph", e);
        }
    }
}
