package io.graphrecall.service.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import io.graphrecall.generation.BlockAssembler;
import io.graphrecall.generation.FileBlocks;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.snapshot.LiveSnapshots;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Fetches, prepares and serves generations on this member. Thread-safe. */
final class GenerationMember {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationMember.class);
    private static final String CONTEXT_KEY = "generation-member";
    /** Blocks of up to 1 MiB that are requested from another member at a time. */
    private static final int WINDOW = 16;

    private final HazelcastInstance hazelcast;
    private final GenerationStore store;
    private final @Nullable SharedGenerations shared;
    private final LiveSnapshots snapshots;
    private final Consumer<ServingSnapshot> warmUp;
    private final Runnable afterSwitch;
    private final IExecutorService members;
    private final Object refreshing = new Object();
    /** Blocks of the generation that other members fetch. */
    private final Map<GenerationId, FileBlocks> sources = new ConcurrentHashMap<>();

    private final AtomicReference<LiveSnapshots.@Nullable State> prepared = new AtomicReference<>();
    /** Current generation of the home when the last preparation began. Guarded by this object's lock. */
    private @Nullable GenerationId currentBefore;
    /** Generation that served before the present one. */
    private volatile @Nullable GenerationId servedBefore;
    /** Generation that serves in place of a damaged one. */
    private volatile @Nullable GenerationId fallback;

    GenerationMember(
            HazelcastInstance hazelcast,
            GenerationStore store,
            @Nullable SharedGenerations shared,
            LiveSnapshots snapshots,
            Consumer<ServingSnapshot> warmUp,
            Runnable afterSwitch) {
        this.hazelcast = hazelcast;
        this.store = store;
        this.shared = shared;
        this.snapshots = snapshots;
        this.warmUp = warmUp;
        this.afterSwitch = afterSwitch;
        this.members = hazelcast.getExecutorService(Generations.EXECUTOR);
        hazelcast.getUserContext().put(CONTEXT_KEY, this);
    }

    /** Returns the object of the member that a task runs on; null while the member starts. */
    static @Nullable GenerationMember of(HazelcastInstance hazelcast) {
        return (GenerationMember) hazelcast.getUserContext().get(CONTEXT_KEY);
    }

    /** Verifies a generation. Returns the number of its blocks, or -1 if the store does not have it or it is damaged. */
    int blockCount(GenerationId id) {
        sources.keySet().retainAll(Set.of(id)); // members fetch one generation at a time
        try {
            return has(id) ? blocks(id).count() : -1;
        } catch (RecallException damaged) {
            LOG.warn("generation {} is not sent to other members: {}", id, damaged.getMessage());
            return -1;
        }
    }

    private FileBlocks blocks(GenerationId id) {
        return sources.computeIfAbsent(id, generation -> FileBlocks.of(store, generation));
    }

    /**
     * Fetches a generation if it is missing, opens it and warms it up. One that is open already gets the changes since then.
     * Drops another one that was prepared before.
     *
     * @throws RecallException NOT_FOUND if no member has it, CONFLICT if it is damaged
     */
    synchronized void prepare(GenerationId id) {
        try {
            currentBefore = store.readableCurrent();
            LiveSnapshots.State opened = prepared.get();
            if (opened != null && opened.generation().equals(id)) {
                prepared.compareAndSet(opened, snapshots.caughtUp(opened));
                return;
            }
            snapshots.preparing(id);
            if (!has(id)) {
                fetch(id);
            }
            prepared.set(null); // at most two generations are in memory
            try (Generation generation = store.open(id)) {
                LiveSnapshots.State state = snapshots.prepare(generation);
                warmUp.accept(state.snapshot());
                prepared.set(state);
            }
        } finally {
            snapshots.preparing(null);
        }
    }

    /**
     * Serves a generation, and prepares it first if that was not done. It becomes the current one of the home, unless another
     * program activated one since the preparation began. Does nothing if it serves and was not prepared again: an activation
     * and the poll of the pointer both call this.
     */
    synchronized void switchTo(GenerationId id) {
        if (id.equals(snapshots.generation()) && !id.equals(opened())) {
            return;
        }
        serve(id);
        fallback = null;
        store.activateAfter(currentBefore, id);
        LOG.info("generation {} serves", id);
        Thread.ofVirtual().name("after-switch").start(afterSwitch);
    }

    /** Serves a generation in place of a damaged one. The current one of the home stays. */
    void fallBackTo(GenerationId id) {
        fallback = id;
        serve(id);
        LOG.warn("generation {} serves instead", id);
    }

    /** Returns true if a generation serves in place of a damaged one, which other homes and members may have. */
    boolean isFallback() {
        GenerationId id = fallback;
        return id != null && id.equals(snapshots.generation());
    }

    /** Returns the generation that served before the present one, for a rollback; null if there was none. */
    @Nullable
    GenerationId servedBefore() {
        return servedBefore;
    }

    /** Serves a generation. Nothing else is prepared in between. */
    private synchronized void serve(GenerationId id) {
        if (!id.equals(opened())) {
            prepare(id);
        }
        LiveSnapshots.State state = prepared.get();
        if (state == null || !state.generation().equals(id)) {
            throw new RecallException(RecallException.Code.UNAVAILABLE,
                    "generation " + id + " was closed while it was activated: activate it again");
        }
        GenerationId served = snapshots.generation();
        snapshots.switchTo(snapshots.caughtUp(state));
        if (served != null && !served.equals(id)) {
            servedBefore = served;
        }
        discard(id);
    }

    /** Drops a prepared generation. */
    void discard(GenerationId id) {
        prepared.updateAndGet(state -> state != null && state.generation().equals(id) ? null : state);
    }

    /** Returns the prepared generation, or null if there is none. */
    @Nullable
    GenerationId opened() {
        LiveSnapshots.State state = prepared.get();
        return state == null ? null : state.generation();
    }

    /** Returns a prepared generation with the changes that the serving one has, or null if it is not prepared. */
    @Nullable
    ServingSnapshot opened(GenerationId id) {
        synchronized (refreshing) { // one recall reads the changes, the others wait for them
            LiveSnapshots.State state = prepared.get();
            if (state == null || !state.generation().equals(id)) {
                return null;
            }
            if (state.seq() < snapshots.seq()) {
                LiveSnapshots.State refreshed = snapshots.refreshed(state);
                prepared.compareAndSet(state, refreshed);
                return refreshed.snapshot();
            }
            return state.snapshot();
        }
    }

    boolean has(GenerationId id) {
        return store.ids().contains(id);
    }

    private void fetch(GenerationId id) {
        RecallException failure = null;
        try {
            if (shared != null && shared.fetch(id)) {
                return;
            }
        } catch (RecallException e) {
            LOG.warn("generation {} is not fetched from the shared folder: {}", id, e.getMessage());
            failure = e;
        }
        for (Member other : hazelcast.getCluster().getMembers()) {
            try {
                if (!other.localMember() && fetch(id, other)) {
                    return;
                }
            } catch (RecallException e) { // another member may have it
                LOG.warn("generation {} is not fetched from {}: {}", id, other.getAddress(), e.getMessage());
                failure = e;
            }
        }
        throw failure != null
                ? failure
                : new RecallException(RecallException.Code.NOT_FOUND, "there is no generation " + id);
    }

    /**
     * Fetches the blocks of a generation, and verifies it before it appears in this member's store. Returns false if the source
     * does not have it.
     */
    private boolean fetch(GenerationId id, Member source) {
        Integer count = MemberCalls.result(submit(source, member -> member.blockCount(id)), source);
        if (count == null || count < 0) {
            return false;
        }
        LOG.info("Fetching generation {} from {}", id, source.getAddress());
        try (BlockAssembler assembler = new BlockAssembler(store, id)) {
            for (int from = 0; from < count; from += WINDOW) {
                IntStream.range(from, Math.min(count, from + WINDOW))
                        .mapToObj(number -> submit(source, member -> member.blocks(id).block(number)))
                        .toList() // all are requested before the first one is awaited
                        .forEach(block -> assembler.accept(Objects.requireNonNull(MemberCalls.result(block, source))));
            }
            assembler.commit();
        }
        return true;
    }

    private <T> Future<@Nullable T> submit(Member member, GenerationTask.Step<T> step) {
        return members.submitToMember(new GenerationTask<>(step), member);
    }
}
