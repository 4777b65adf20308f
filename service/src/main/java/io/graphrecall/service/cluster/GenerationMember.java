package io.graphrecall.service.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** This member's part in serving a generation: has it or fetches it, makes it ready, lets it serve. Thread-safe. */
final class GenerationMember {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationMember.class);
    private static final String CONTEXT_KEY = "generation-member";

    private final HazelcastInstance hazelcast;
    private final GenerationStore store;
    private final LiveSnapshots snapshots;
    private final Consumer<ServingSnapshot> warmUp;
    private final BlockExchange blocks;
    private final IExecutorService members;
    private final ReentrantLock indexing = new ReentrantLock();

    private volatile LiveSnapshots.@Nullable State indexed;

    GenerationMember(
            HazelcastInstance hazelcast,
            GenerationStore store,
            LiveSnapshots snapshots,
            Consumer<ServingSnapshot> warmUp) {
        this.hazelcast = hazelcast;
        this.store = store;
        this.snapshots = snapshots;
        this.warmUp = warmUp;
        this.blocks = new BlockExchange(hazelcast, store);
        this.members = hazelcast.getExecutorService(Generations.EXECUTOR);
        hazelcast.getUserContext().put(CONTEXT_KEY, this);
    }

    /** The part of the member that a task runs on. */
    static GenerationMember of(HazelcastInstance hazelcast) {
        if (hazelcast.getUserContext().get(CONTEXT_KEY) instanceof GenerationMember member) {
            return member;
        }
        throw new RecallException(RecallException.Code.UNAVAILABLE, "a member that is still starting was asked");
    }

    /** The number of blocks of a generation that is in this member's store undamaged, else -1. */
    int blockCount(GenerationId id) {
        try {
            return has(id) ? blocks.count(id) : -1;
        } catch (RecallException damaged) {
            LOG.warn("generation {} is not given to others: {}", id, damaged.getMessage());
            return -1;
        }
    }

    void offer(GenerationId id, String taker, int from) {
        blocks.offer(id, taker, from);
    }

    /**
     * Makes a generation ready to serve.
     *
     * @throws RecallException NOT_FOUND where no member has it, CONFLICT where it is damaged
     */
    void index(GenerationId id) {
        indexing.lock();
        try {
            snapshots.await(id);
            if (!has(id)) {
                fetch(id);
            }
            try (Generation generation = store.open(id)) {
                LiveSnapshots.State prepared = snapshots.prepare(generation);
                warmUp.accept(prepared.snapshot());
                indexed = prepared;
            }
        } finally {
            snapshots.await(null);
            indexing.unlock();
        }
    }

    /** Lets the generation serve, indexing it first where that was not done. */
    void switchTo(GenerationId id) {
        LiveSnapshots.State prepared = indexed;
        if (prepared == null || !prepared.generation().equals(id)) {
            index(id);
            prepared = indexed;
        }
        if (prepared != null) {
            snapshots.switchTo(prepared);
        }
        discard(id);
        if (!store.current().equals(Optional.of(id))) {
            store.activate(id);
        }
        LOG.info("generation {} serves", id);
    }

    void discard(GenerationId id) {
        LiveSnapshots.State prepared = indexed;
        if (prepared != null && prepared.generation().equals(id)) {
            indexed = null;
        }
    }

    boolean has(GenerationId id) {
        return store.ids().contains(id);
    }

    private void fetch(GenerationId id) {
        String self = hazelcast.getCluster().getLocalMember().getUuid().toString();
        for (Member other : hazelcast.getCluster().getMembers()) {
            if (!other.localMember()) {
                int count = ask(other, GenerationTask.of(GenerationTask.Step.HAS, id));
                if (count >= 0) {
                    LOG.info("fetching generation {} from {}", id, other.getAddress());
                    blocks.take(id, self, count, from -> ask(other, GenerationTask.offer(id, self, from)));
                    return;
                }
            }
        }
        throw new RecallException(RecallException.Code.NOT_FOUND, "there is no generation " + id);
    }

    private int ask(Member member, GenerationTask task) {
        return MemberCalls.result(members.submitToMember(task, member), member);
    }
}
