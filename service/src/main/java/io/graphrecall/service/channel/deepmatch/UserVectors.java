package io.graphrecall.service.channel.deepmatch;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.UserSequences;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.channel.LatestModels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Users' vectors by the deep match model of a generation. One thread computes the vectors of all waiting requests in
 * batches. The latest vector of each user is cached and valid while generation and sequences do not change. Thread-safe.
 */
final class UserVectors implements AutoCloseable {

    /** Users per batch. A larger batch takes longer than a request should wait. */
    private static final int BATCH_SIZE = 32;

    private static final int MAX_WAITING = 1_000;

    private final BlockingDeque<Task> tasks = new LinkedBlockingDeque<>();
    private final LatestModels<DeepMatch> models = new LatestModels<>(model -> tasks.addFirst(new Close(model)));
    private final ConcurrentMap<String, byte[]> cache;
    private final ConcurrentMap<Key, CompletableFuture<float[]>> pending = new ConcurrentHashMap<>();
    private final Thread worker = Thread.ofPlatform().name("user-vectors").daemon().unstarted(this::work);

    /** @param cache the latest {@link UserVector} of each user, by the user's id */
    UserVectors(ConcurrentMap<String, byte[]> cache) {
        this.cache = cache;
        worker.start();
    }

    /**
     * The key of a vector.
     *
     * @param fingerprint of the user's sequences
     */
    record Key(GenerationId generation, UserId user, long fingerprint) {}

    /** A task of the worker. All run in one thread, so that no model is closed while it computes. */
    private sealed interface Task {}

    private record Compute(Key key, UserSequences sequences, CompletableFuture<float[]> vector) implements Task {

        GenerationId generation() {
            return key.generation();
        }
    }

    private record Close(DeepMatch model) implements Task {}

    /** Adds the model of a generation, and takes over its native memory. */
    void add(GenerationId generation, DeepMatch model) {
        models.put(generation, model);
    }

    /**
     * Returns the vector of a user.
     *
     * @param sequences called only if the vector is not cached
     * @return completed exceptionally if the model fails, or was closed since the snapshot was taken
     * @throws RecallException UNAVAILABLE if too many users wait already
     */
    CompletableFuture<float[]> of(Key key, Supplier<UserSequences> sequences) {
        CompletableFuture<float[]> running = pending.get(key);
        if (running != null) {
            return running;
        }
        byte[] stored = cache.get(key.user().key());
        UserVector cached = stored == null ? null : UserVector.of(stored);
        if (cached != null && cached.isOf(key)) {
            return CompletableFuture.completedFuture(cached.values());
        }
        if (tasks.size() >= MAX_WAITING) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, MAX_WAITING + " users wait for their vector");
        }
        Compute task = new Compute(key, sequences.get(), new CompletableFuture<>());
        CompletableFuture<float[]> earlier = pending.putIfAbsent(key, task.vector());
        if (earlier != null) {
            return earlier;
        }
        tasks.add(task);
        return task.vector();
    }

    /** Removes a user, who was deleted from the graph. */
    void forget(UserId user) {
        cache.remove(user.key());
    }

    private void work() {
        try {
            List<Task> batch = new ArrayList<>();
            while (true) {
                batch.add(tasks.take());
                tasks.drainTo(batch, BATCH_SIZE - 1);
                batch.stream().filter(Compute.class::isInstance).map(Compute.class::cast)
                        .collect(Collectors.groupingBy(Compute::generation)).forEach(this::compute);
                closeModels(batch);
                batch.clear();
            }
        } catch (InterruptedException closing) {
            models.clear();
            closeModels(tasks);
        }
    }

    private static void closeModels(Iterable<Task> tasks) {
        for (Task task : tasks) {
            if (task instanceof Close close) {
                close.model().close();
            }
        }
    }

    private void compute(GenerationId generation, List<Compute> users) {
        try {
            DeepMatch model = models.find(generation);
            if (model == null) {
                throw new RecallException(RecallException.Code.UNAVAILABLE,
                        "the deep match model of generation " + generation + " is not open");
            }
            float[][] vectors = model.users(users.stream().map(Compute::sequences).toList());
            for (int i = 0; i < vectors.length; i++) {
                users.get(i).vector().complete(vectors[i]);
            }
            for (int i = 0; i < vectors.length; i++) {
                Key key = users.get(i).key();
                cache.put(key.user().key(), new UserVector(generation, key.fingerprint(), vectors[i]).bytes());
            }
        } catch (RuntimeException e) {
            users.forEach(user -> user.vector().completeExceptionally(e));
        } finally {
            users.forEach(user -> pending.remove(user.key()));
        }
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
