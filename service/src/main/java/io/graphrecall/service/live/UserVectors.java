package io.graphrecall.service.live;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.gnn.match.DeepMatch;
import io.graphrecall.gnn.match.ElementVectors;
import io.graphrecall.gnn.match.UserSequences;
import io.graphrecall.metapath.GraphTables;
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
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Vectors of users as they are now, by the deep match model of the generation that is searched. One thread computes
 * them, as many at a time as wait; what was computed is kept as long as the user's sequences stay what they are.
 * Thread-safe.
 */
public final class UserVectors implements AutoCloseable {

    /** Users of one batch, at most: more take longer than any of them should wait. */
    private static final int BATCH = 32;

    /** Users that wait, at most. */
    private static final int WAITING = 1_000;

    /** Vectors that are kept, the least recently used leave first; of 64 numbers, less than half a kilobyte each. */
    private static final int KEPT = 50_000;

    /** The model that serves, one that is made ready, and one more, should making that one ready fail. */
    private static final int MODELS = 3;

    private final BlockingDeque<Task> tasks = new LinkedBlockingDeque<>();
    private final Map<GenerationId, DeepMatch> models = new LinkedHashMap<>();
    private final Map<Key, CompletableFuture<float[]>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompletableFuture<float[]>> eldest) {
            return size() > KEPT;
        }
    };
    private final Thread worker = Thread.ofPlatform().name("user-vectors").daemon().unstarted(this::work);

    public UserVectors() {
        worker.start();
    }

    /**
     * Whose vector it is.
     *
     * @param user     whose sequences they are
     * @param sequence a number that is another one whenever the user's sequences are
     */
    public record Key(GenerationId generation, UserId user, long sequence) {}

    /** A user who waits. */
    private record Asked(GenerationId generation, UserSequences sequences, CompletableFuture<float[]> vector)
            implements
                Task {}

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
        synchronized (kept) {
            CompletableFuture<float[]> known = kept.get(key);
            if (known != null && !known.isCompletedExceptionally()) {
                return known;
            }
        }
        CompletableFuture<float[]> vector = new CompletableFuture<>();
        if (tasks.size() >= WAITING) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, WAITING + " users wait for their vector");
        }
        tasks.add(new Asked(key.generation(), sequences.get(), vector));
        synchronized (kept) {
            kept.put(key, vector);
        }
        return vector;
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
        } catch (RuntimeException e) {
            users.forEach(user -> user.vector().completeExceptionally(e));
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
