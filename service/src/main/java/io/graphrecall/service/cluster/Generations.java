package io.graphrecall.service.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.map.IMap;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Which generation all members serve. Going to another one, newer or older, is one call: every member fetches it where
 * it lacks it, verifies, opens and warms it; only when all are ready the shared pointer flips and all switch. Where one
 * member cannot, none does, and what served goes on serving. Thread-safe; calls block.
 */
public final class Generations {

    static final String EXECUTOR = "generations";

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    private static final String POINTER = "generation-pointer";
    private static final String CURRENT = "current";
    private static final int THREADS = 4;
    private static final long LOCK_MINUTES = 15;

    private final GenerationStore store;
    private final LiveSnapshots snapshots;
    private final GenerationMember here;
    private final IMap<String, String> pointer;
    private final IExecutorService members;

    /** What this home's own pointer said when it was last looked at. */
    private @Nullable GenerationId seenInStore;

    /** @param warmUp uses a snapshot as requests will, before they do */
    public Generations(
            HazelcastInstance hazelcast,
            GenerationStore store,
            LiveSnapshots snapshots,
            Consumer<ServingSnapshot> warmUp) {
        this.store = store;
        this.snapshots = snapshots;
        this.here = new GenerationMember(hazelcast, store, snapshots, warmUp);
        this.pointer = hazelcast.getMap(POINTER);
        this.members = hazelcast.getExecutorService(EXECUTOR);
    }

    /** Adds what this needs to a member's configuration. */
    public static void configure(Config config) {
        BlockExchange.configure(config);
        config.addExecutorConfig(new ExecutorConfig(EXECUTOR, THREADS).setStatisticsEnabled(false));
    }

    /** Serves what the other members serve, or else this home's current generation. Nothing serves where there is none. */
    public void start() {
        seenInStore = storeCurrent();
        String shared = pointer.get(CURRENT);
        if (shared != null) {
            here.switchTo(new GenerationId(shared));
            return;
        }
        List<GenerationId> startable = startable();
        if (startable.isEmpty()) {
            snapshots.lack();
        }
        for (GenerationId id : startable) {
            try {
                here.switchTo(id);
                pointer.putIfAbsent(CURRENT, id.value());
                return;
            } catch (RecallException e) {
                LOG.error("generation {} cannot serve: {}", id, e.getMessage());
                if (id.equals(seenInStore)) {
                    snapshots.refuse(id, e);
                }
            }
        }
        LOG.warn("no generation serves: the store has none that is whole");
    }

    /** The current one, then the others from the newest back: what to try where the current one is damaged. */
    private List<GenerationId> startable() {
        List<GenerationId> ids = new ArrayList<>();
        if (seenInStore != null) {
            ids.add(seenInStore);
            store.ids().reversed().stream().filter(id -> !id.equals(seenInStore)).forEach(ids::add);
        }
        return ids;
    }

    /** The generation that serves here, or null where none does yet. */
    public @Nullable GenerationId serving() {
        return snapshots.generation();
    }

    /** Why no generation serves here, where none does: for a message. */
    public String absence() {
        return snapshots.absence();
    }

    /** The generations of this member's home, the oldest first. */
    public List<GenerationManifest> list() {
        return store.list();
    }

    /**
     * Lets all members serve a generation.
     *
     * @throws RecallException NOT_FOUND where no member has it; CONFLICT where it is damaged or another activation is
     *         under way; UNAVAILABLE where a member does not answer
     */
    public void activate(GenerationId id) {
        if (!tryLock()) {
            throw new RecallException(RecallException.Code.CONFLICT, "another generation is being activated");
        }
        try {
            if (here.has(id)) {
                store.verify(id);
            }
            onAllMembers(GenerationTask.Step.INDEX, id);
            pointer.set(CURRENT, id.value());
            onAllMembers(GenerationTask.Step.SWITCH, id);
        } catch (RecallException e) {
            discard(id);
            throw e;
        } finally {
            pointer.unlock(CURRENT);
        }
    }

    /**
     * Follows what others did: a generation that was built or activated in this home, or by the other members while
     * this one was not reachable. To be called again and again.
     */
    public void follow() {
        GenerationId inStore = storeCurrent();
        if (inStore != null && !inStore.equals(seenInStore)) {
            if (!inStore.equals(serving())) {
                activateFollowing(inStore);
            }
            seenInStore = inStore;
        }
        String shared = pointer.get(CURRENT);
        if (shared != null && !new GenerationId(shared).equals(serving())) {
            here.switchTo(new GenerationId(shared));
        }
    }

    /** What is damaged stays so and is told once; what something else stood in the way of is tried again. */
    private void activateFollowing(GenerationId id) {
        try {
            activate(id);
        } catch (RecallException e) {
            if (e.code() != RecallException.Code.CONFLICT) {
                throw e;
            }
            LOG.error("generation {} is not served: {}", id, e.getMessage());
            snapshots.refuse(id, e);
        }
    }

    private @Nullable GenerationId storeCurrent() {
        try {
            return store.current().orElse(null);
        } catch (RecallException e) {
            LOG.error("the pointer to the current generation cannot be read: {}", e.getMessage());
            return null;
        }
    }

    private boolean tryLock() {
        try {
            return pointer.tryLock(CURRENT, 0, TimeUnit.SECONDS, LOCK_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecallException(RecallException.Code.CANCELLED, "interrupted", e);
        }
    }

    private void onAllMembers(GenerationTask.Step step, GenerationId id) {
        Map<Member, Future<Integer>> running = new LinkedHashMap<>(
                members.submitToAllMembers(GenerationTask.of(step, id)));
        List<RecallException> failed = new ArrayList<>();
        running.forEach((member, task) -> {
            try {
                MemberCalls.result(task, member);
            } catch (RecallException e) {
                failed.add(e);
            }
        });
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    private void discard(GenerationId id) {
        if (!Objects.equals(pointer.get(CURRENT), id.value())) {
            try {
                onAllMembers(GenerationTask.Step.DISCARD, id);
            } catch (RecallException e) {
                LOG.warn("a member may keep generation {} in memory: {}", id, e.getMessage());
            }
        }
    }
}
