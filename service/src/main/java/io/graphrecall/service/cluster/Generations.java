package io.graphrecall.service.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.map.IMap;
import com.hazelcast.spi.merge.LatestUpdateMergePolicy;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.snapshot.LiveSnapshots;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The generation that all members serve. To switch to another one, every member fetches it if it is missing, verifies,
 * opens and warms it. When all are ready, the shared pointer is set and all members switch. If one member fails, none
 * switches and the old generation keeps serving. One more can be open beside it, for comparisons. Thread-safe; calls block.
 */
public final class Generations {

    static final String EXECUTOR = "generations";

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    private static final String POINTER = "generation-pointer";
    private static final String CURRENT = "current";
    private static final int THREADS = 4;
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);
    /** Longer than an activation takes: two steps of up to ten minutes each, and verification. */
    private static final long LOCK_MINUTES = 60;

    private final GenerationStore store;
    private final @Nullable SharedGenerations shared;
    private final LiveSnapshots snapshots;
    private final GenerationMember localMember;
    private final IMap<String, String> pointer;
    private final IExecutorService members;
    private final Cluster cluster;

    /** The pointer of this home at the last poll. */
    private @Nullable GenerationId lastInStore;
    /** The latest failure of a poll. */
    private @Nullable Failure failure;

    /**
     * @param shared      the generations that all members see, or null
     * @param prunes      true to delete old generations of the home when another one serves
     * @param warmUp      runs requests on a snapshot before it serves
     * @param afterSwitch called on a separate thread when another generation serves, with each store that this member looks
     *                    after: that of its home and, on the oldest member, the shared one
     */
    public Generations(
            HazelcastInstance hazelcast,
            GenerationStore store,
            @Nullable SharedGenerations shared,
            boolean prunes,
            LiveSnapshots snapshots,
            Consumer<ServingSnapshot> warmUp,
            Consumer<GenerationStore> afterSwitch) {
        this.store = store;
        this.shared = shared;
        this.snapshots = snapshots;
        this.localMember = new GenerationMember(hazelcast, store, shared, snapshots, warmUp, () -> {
            if (prunes) {
                prune();
            }
            afterSwitch.accept(store);
            if (shared != null && isOldest()) {
                shared.publishServing(this::shareable);
                afterSwitch.accept(shared.store());
            }
        });
        this.pointer = hazelcast.getMap(POINTER);
        this.members = hazelcast.getExecutorService(EXECUTOR);
        this.cluster = hazelcast.getCluster();
    }

    /** Configures the executor and the pointer. When members that were apart join again, the later activation counts. */
    static void configure(Config config) {
        config.addExecutorConfig(new ExecutorConfig(EXECUTOR, THREADS).setStatisticsEnabled(false));
        config.addMapConfig(new MapConfig(POINTER).setPerEntryStatsEnabled(true) // for the time of the update
                .setMergePolicyConfig(new MergePolicyConfig().setPolicy(LatestUpdateMergePolicy.class.getName())));
    }

    /** Generation of the members of a cluster; empty if they serve none. */
    static Optional<GenerationId> shared(HazelcastInstance hazelcast) {
        return Optional.ofNullable(hazelcast.<String, String>getMap(POINTER).get(CURRENT)).map(GenerationId::new);
    }

    /**
     * Serves the generation of the other members, else the current one of the shared folder or of this home, if there is
     * one.
     */
    public void start() {
        lastInStore = store.readableCurrent();
        GenerationId inFolder = shared == null ? null : shared.current();
        String ofMembers = pointer.get(CURRENT);
        boolean isSettled;
        if (ofMembers != null) {
            GenerationId id = new GenerationId(ofMembers);
            // One newer than that of the members was built and is yet to be activated.
            isSettled = serveJoined(id) && (inFolder == null || inFolder.compareTo(id) <= 0);
        } else {
            isSettled = serveFirst(startCandidates(inFolder));
        }
        if (shared != null && isSettled) {
            shared.followed(inFolder);
        }
    }

    /** Serves the generation of the other members. Returns false if it cannot: none serves then, and the next poll tries again. */
    private boolean serveJoined(GenerationId id) {
        try {
            localMember.switchTo(id);
            return true;
        } catch (RecallException e) {
            LOG.error("generation {} cannot serve: {}", id, e.getMessage());
            snapshots.unusable(id, e);
            return false;
        }
    }

    /**
     * Serves the first generation that is not damaged. Returns false if the first one cannot serve for a reason that may pass,
     * such as a graph that does not respond: none serves then, and the next poll tries again.
     */
    private boolean serveFirst(List<GenerationId> candidates) {
        if (candidates.isEmpty()) {
            snapshots.noGeneration(shared == null ? null : shared.problem());
        }
        for (GenerationId id : candidates) {
            boolean isFirst = id.equals(candidates.getFirst());
            try {
                if (isFirst) {
                    localMember.switchTo(id);
                } else {
                    localMember.fallBackTo(id);
                }
                pointer.putIfAbsent(CURRENT, id.value());
                return true;
            } catch (RecallException e) {
                LOG.error("generation {} cannot serve: {}", id, e.getMessage());
                if (isFirst) {
                    snapshots.unusable(id, e);
                    if (e.code() != RecallException.Code.CONFLICT && e.code() != RecallException.Code.NOT_FOUND) {
                        lastInStore = null;
                        return false;
                    }
                }
            }
        }
        LOG.warn("no generation serves: the store has no undamaged one");
        return true;
    }

    /**
     * Returns the current generation of the shared folder, unless this home has one that was built since. Then that of this
     * home, then the others from the newest on, in case the current one is damaged.
     */
    private List<GenerationId> startCandidates(@Nullable GenerationId inFolder) {
        Set<GenerationId> ids = new LinkedHashSet<>();
        boolean isBuiltSince = lastInStore != null && inFolder != null && shared != null && shared.lacks(lastInStore);
        if (inFolder != null && !isBuiltSince) {
            ids.add(inFolder);
        }
        if (lastInStore != null) {
            ids.add(lastInStore);
            ids.addAll(store.ids().reversed());
        }
        if (inFolder != null) {
            ids.add(inFolder);
        }
        return List.copyOf(ids);
    }

    /** Returns the generation that serves on this member, or null if none does yet. */
    public @Nullable GenerationId serving() {
        return snapshots.generation();
    }

    /** Returns the generation that serves; null also if it serves only because the current one is damaged in this home. */
    private @Nullable GenerationId shareable() {
        return localMember.isFallback() ? null : serving();
    }

    /** Returns the reason why no generation serves on this member, for a message. */
    public String absence() {
        return snapshots.absence();
    }

    /** Returns the generations of this member's home, the oldest first. */
    public List<GenerationManifest> list() {
        return store.list();
    }

    /**
     * Switches all members to a generation.
     *
     * @throws RecallException NOT_FOUND if no member has it; CONFLICT if it is damaged; OVERLOADED if another one is
     *         being activated or opened; UNAVAILABLE if a member of the cluster does not respond. A member that leaves in
     *         the meantime, or still starts, is passed over
     */
    public void activate(GenerationId id) {
        prepared(id, () -> {
            pointer.set(CURRENT, id.value());
            runOnAllMembers(GenerationMember::switchTo, id);
        });
    }

    /**
     * Opens a generation beside the one that serves, on all members, until it is closed or another one is opened or
     * activated. It takes as much memory as the one that serves. Does nothing if it serves.
     *
     * @throws RecallException as {@link #activate}
     */
    public void open(GenerationId id) {
        if (!id.equals(serving())) {
            prepared(id, () -> {
            });
        }
    }

    /**
     * Closes a generation that is open beside the one that serves, on all members.
     *
     * @throws RecallException OVERLOADED if one is being activated or opened; UNAVAILABLE if a member does not respond
     */
    public void close(GenerationId id) {
        locked(() -> runOnAllMembers(GenerationMember::discard, id));
    }

    /** Returns the generation that is open beside the one that serves, on this member, or null if there is none. */
    public @Nullable GenerationId opened() {
        return localMember.opened();
    }

    /**
     * Returns a generation that serves or is open beside it, both with the same changes.
     *
     * @throws RecallException CONFLICT if it is neither; UNAVAILABLE if the graph does not respond
     */
    public ServingSnapshot opened(GenerationId id) {
        ServingSnapshot snapshot = snapshots.find(id);
        if (snapshot == null) {
            snapshot = localMember.opened(id);
        }
        if (snapshot == null) {
            snapshot = snapshots.find(id); // it may serve by now
        }
        if (snapshot == null) {
            throw new RecallException(RecallException.Code.CONFLICT,
                    "generation " + id + " is not open on this member: "
                            + "POST /v1/generations/" + id + "/open");
        }
        return snapshot;
    }

    /** Prepares a generation on all members, then runs a step. If any of it fails, they drop the generation. */
    private void prepared(GenerationId id, Runnable step) {
        locked(() -> {
            try {
                if (localMember.has(id)) {
                    store.verify(id);
                }
                runOnAllMembers(GenerationMember::prepare, id);
                step.run();
            } catch (RecallException e) {
                discard(id);
                throw e;
            }
        });
    }

    private void locked(Runnable work) {
        if (!tryLock()) {
            throw new RecallException(RecallException.Code.OVERLOADED,
                    "another generation is being activated or opened");
        }
        try {
            work.run();
        } finally {
            unlock();
        }
    }

    /** A member that was frozen for a while does not have the lock any more. */
    private void unlock() {
        try {
            pointer.unlock(CURRENT);
        } catch (IllegalMonitorStateException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE,
                    "this member left the cluster during the activation: activate the generation again", e);
        }
    }

    /**
     * Polls for a generation that was built or activated in this home or, on the oldest member, put into the shared folder,
     * or activated by other members while this one was not reachable, and switches to it.
     */
    public void follow() {
        GenerationId inStore = store.readableCurrent();
        if (inStore != null && !inStore.equals(lastInStore) && serves(inStore)) {
            lastInStore = inStore;
        }
        String ofMembers = pointer.get(CURRENT);
        if (ofMembers != null && !new GenerationId(ofMembers).equals(serving())) {
            attempt(new GenerationId(ofMembers), localMember::switchTo);
        }
        if (shared != null) {
            follow(shared);
        }
    }

    /**
     * A generation that could not be served.
     *
     * @param pause   time in which polls do not try again, in nanoseconds
     * @param retryAt end of this time, as {@link System#nanoTime}
     */
    private record Failure(GenerationId id, String problem, long pause, long retryAt) {}

    /**
     * Serves a generation for a poll. An attempt may read and warm up all of it, so polls pause after a failure: as long as the
     * attempt took, then twice as long after each further one.
     */
    private void attempt(GenerationId id, Consumer<GenerationId> step) {
        Failure last = failure != null && failure.id().equals(id) ? failure : null;
        long start = System.nanoTime();
        if (last != null && start - last.retryAt() < 0) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, last.problem());
        }
        try {
            step.accept(id);
        } catch (RuntimeException | Error e) {
            long end = System.nanoTime();
            long pause = Math.min(MAX_PAUSE.toNanos(), Math.max(end - start, last == null ? 0 : 2 * last.pause()));
            failure = new Failure(
                    id, e instanceof RecallException ? String.valueOf(e.getMessage()) : e.toString(), pause,
                    end + pause);
            throw e;
        }
        failure = null;
    }

    /** The oldest member follows and publishes for all. The others only note on what folder and members agree. */
    private void follow(SharedGenerations folder) {
        GenerationId inFolder = folder.changed(shareable());
        if (inFolder == null) {
            if (isOldest()) {
                folder.publishServing(this::shareable); // again, if that failed when it was activated
            }
        } else if (isOldest() ? serves(inFolder) : inFolder.equals(serving())) {
            folder.followed(inFolder);
        }
    }

    private boolean isOldest() {
        return cluster.getMembers().iterator().next().localMember();
    }

    /** Returns true if a generation serves, is activated, or cannot serve; false if the next poll has to try again. */
    private boolean serves(GenerationId id) {
        return id.equals(serving()) || activateFollowing(id);
    }

    /**
     * Activates a generation. A damaged one is logged once. Returns false if the next poll has to try again, because members
     * are busy with another one.
     */
    private boolean activateFollowing(GenerationId id) {
        try {
            attempt(id, this::activate);
        } catch (RecallException e) {
            if (e.code() == RecallException.Code.OVERLOADED) {
                return false;
            }
            if (e.code() != RecallException.Code.CONFLICT) {
                throw e;
            }
            LOG.error("generation {} is not served: {}", id, e.getMessage());
            snapshots.unusable(id, e);
        }
        return true;
    }

    /** Deletes old generations of this home, as a build does. A home without builds has only copies of others' generations. */
    private void prune() {
        try {
            List<GenerationId> deleted = store.prune(GenerationStore.DEFAULT_RETENTION,
                    Stream.of(serving(), opened(), localMember.servedBefore()).flatMap(Stream::ofNullable).toList());
            if (!deleted.isEmpty()) {
                LOG.info("Deleted old generations: {}", deleted);
            }
        } catch (RecallException e) {
            LOG.warn("Old generations are not deleted: {}", e.getMessage());
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

    /** Work of a member for a generation. */
    private interface Work extends BiConsumer<GenerationMember, GenerationId>, Serializable {}

    private void runOnAllMembers(Work work, GenerationId id) {
        Map<Member, Future<@Nullable Boolean>> running = members.submitToAllMembers(new GenerationTask<>(member -> {
            work.accept(member, id);
            return true;
        }));
        List<RecallException> failures = new ArrayList<>();
        running.forEach((member, task) -> {
            try {
                MemberCalls.result(task, member);
            } catch (RecallException e) {
                if (cluster.getMembers().contains(member)) {
                    failures.add(e);
                } else {
                    LOG.info("Member {} left while generation {} was activated", member.getAddress(), id);
                }
            }
        });
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void discard(GenerationId id) {
        if (!Objects.equals(pointer.get(CURRENT), id.value())) {
            try {
                runOnAllMembers(GenerationMember::discard, id);
            } catch (RecallException e) {
                LOG.warn("a member may keep generation {} in memory: {}", id, e.getMessage());
            }
        }
    }
}
