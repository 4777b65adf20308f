package io.graphrecall.service.snapshot;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.ElementVectors;
import io.graphrecall.gnn.deepmatch.UserSequences;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Vectors of users as they are now, by the deep match model of the generation that is searched. One thread computes
 * them, as many at a time as wait. The latest of each user is kept, in memory shared by all members, and holds as long as
 * generation and sequences stay what they are. Thread-safe.
 */
public final class UserVectors implements AutoCloseable {

    /** Users of one batch, at most: more take longer than any of them should wait. */
    private static final int BATCH = 32;

    /** Users that wait, at most. */
    private static final int WAITING = 1_000;

    /** Vectors that each member keeps, the least recently used leave first; of 128 numbers, half a kilobyte each. */
    private static final int KEPT = 50_000;

    private static final String MAP = "user-vectors";

    /** The model that serves, one that is made ready, and one more, should making that one ready fail. */
    private static final int MODELS = 3;

    private final BlockingDeque<Task> tasks = new LinkedBlockingDeque<>();
    private final Map<GenerationId, DeepMatch> models = new LinkedHashMap<>();
    private final ConcurrentMap<String, UserVector> kept;
    private final ConcurrentMap<Key, CompletableFuture<float[]>> awaited = new ConcurrentHashMap<>();
    private final Thread worker = Thread.ofPlatform().name("user-vectors").daemon().unstarted(this::work);

    /** @param kept the latest vector of each user by the user's id */
    public UserVectors(ConcurrentMap<String, UserVector> kept) {
        this.kept = kept;
        worker.start();
    }

    public UserVectors(HazelcastInstance hazelcast) {
        this(hazelcast.getMap(MAP));
    }

    /** Adds what this needs to a member's configuration. */
    public static void configure(Config config) {
        UserVector.register(config.getSerializationConfig());
        config.addMapConfig(new MapConfig(MAP)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(0)
                .setPerEntryStatsEnabled(false)
                .setEvictionConfig(new EvictionConfig()
                        .setEvictionPolicy(EvictionPolicy.LRU)
                        .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                        .setSize(KEPT)));
    }

    /**
     * Whose vector it is.
     *
     * @param user     whose sequences they are
     * @param sequence a number that is another one whenever the user's sequences are
     */
    public record Key(GenerationId generation, UserId user, long sequence) {}

    /** A user who waits. */
    private record Asked(Key key, UserSequences sequences, CompletableFuture<float[]> vector) implements Task {

        GenerationId generation() {
            return key.generation();
        }
    }

    /** A model that is not used any more. */
    private record Retired(DeepMatch model) implements Task {}

    /** What the worker does; in one thread, so that no model is closed while it computes. */
    private sealed interface Task {}

    /**
     * Opens the model of a generation, where it has one.
     *
     * @return what elements mean to it; null where there is no model
     */
    public @Nullable ElementVectors prepare(Generation generation, GraphTables tables) {
        if (!generation.has(DeepMatch.MODEL)) {
            return null;
        }
        DeepMatch model = DeepMatch.read(new ByteArrayInputStream(generation.bytes(DeepMatch.MODEL)), 1);
        List<DeepMatch> retired = new ArrayList<>();
        synchronized (models) {
            DeepMatch same = models.remove(generation.manifest().id());
            if (same != null) {
                retired.add(same);
            }
            models.put(generation.manifest().id(), model);
            if (models.size() > MODELS) {
                retired.add(Objects.requireNonNull(models.remove(models.keySet().iterator().next())));
            }
        }
        retired.forEach(old -> tasks.addFirst(new Retired(old)));
        return model.elements(tables);
    }

    /**
     * The vector of a user.
     *
     * @param sequences asked for only where the vector is not known
     * @return completed exceptionally where the model fails, or was closed since the generation was searched last
     * @throws RecallException with {@code UNAVAILABLE} where too many wait already
     */
    public CompletableFuture<float[]> of(Key key, Supplier<UserSequences> sequences) {
        CompletableFuture<float[]> computed = awaited.get(key);
        if (computed != null) {
            return computed;
        }
        UserVector known = kept.get(key.user().key());
        if (known != null && known.isOf(key)) {
            return CompletableFuture.completedFuture(known.values());
        }
        if (tasks.size() >= WAITING) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, WAITING + " users wait for their vector");
        }
        Asked asked = new Asked(key, sequences.get(), new CompletableFuture<>());
        CompletableFuture<float[]> same = awaited.putIfAbsent(key, asked.vector());
        if (same != null) {
            return same;
        }
        tasks.add(asked);
        return asked.vector();
    }

    /** Forgets a user, who was deleted from the graph. */
    public void forget(UserId user) {
        kept.remove(user.key());
    }

    private void work() {
        try {
            List<Task> batch = new ArrayList<>();
            while (true) {
                batch.add(tasks.take());
                tasks.drainTo(batch, BATCH - 1);
                batch.stream().filter(Asked.class::isInstance).map(Asked.class::cast)
                        .collect(Collectors.groupingBy(Asked::generation)).forEach(this::compute);
                batch.stream().filter(Retired.class::isInstance).map(Retired.class::cast)
                        .forEach(task -> task.model().close());
                batch.clear();
            }
        } catch (InterruptedException closing) {
            synchronized (models) {
                models.values().forEach(DeepMatch::close);
                models.clear();
            }
        }
    }

    private void compute(GenerationId generation, List<Asked> users) {
        try {
            float[][] vectors = model(generation).users(users.stream().map(Asked::sequences).toList());
            for (int i = 0; i < vectors.length; i++) {
                users.get(i).vector().complete(vectors[i]);
            }
            for (int i = 0; i < vectors.length; i++) {
                Key key = users.get(i).key();
                kept.put(key.user().key(), new UserVector(generation, key.sequence(), vectors[i]));
            }
        } catch (RuntimeException e) {
            users.forEach(user -> user.vector().completeExceptionally(e));
        } finally {
            users.forEach(user -> awaited.remove(user.key()));
        }
    }

    private DeepMatch model(GenerationId generation) {
        synchronized (models) {
            DeepMatch model = models.get(generation);
            if (model == null) {
                throw new RecallException(RecallException.Code.UNAVAILABLE,
                        "the deep match model of generation " + generation + " is not open");
            }
            return model;
        }
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
