package io.graphrecall.service.state;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.pipeline.state.StateReader;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Gatherers;

/**
 * User states in memory shared by all members. A missing state is read from the graph. Events that a member commits are
 * applied; states that another program changed are dropped. Thread-safe. Calls block and must not run on an event loop.
 */
public final class UserStates {

    private static final Logger LOG = LoggerFactory.getLogger(UserStates.class);
    private static final String MAP = "user-states";
    /** After so many evictions during a read, the state is returned without being stored. */
    private static final int ATTEMPTS = 3;
    /** Users whose states are preloaded before others. */
    private static final int FIRST = 1000;
    /** Users per query. The keys of all contents that they engaged with are in memory at the same time. */
    private static final int CHUNK = 500;
    /** Maximum number of states that a call drops at a time. */
    private static final int DROPPED = 1000;

    /** Share of the time of a read, as a divisor, after which a request to the cluster is given up. */
    private static final int CLUSTER_SHARE = 4;
    /** Maximum number of concurrent reads of the graph, some of which nobody waits for any more. */
    private static final int MAX_LOADS = 32;
    /** Maximum time of {@link #of}. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    /** Maximum time of updates of the cluster, during which posts wait. */
    private static final Duration MAX_UPDATE = Duration.ofSeconds(1);
    /** The same after a late update, which suggests that a member is frozen. */
    private static final Duration MAX_SUSPECT_UPDATE = Duration.ofMillis(100);
    /** Time after a late update during which {@link #MAX_SUSPECT_UPDATE} applies. */
    private static final Duration SUSPICION = Duration.ofSeconds(5);

    private final IMap<String, StateEntry> map;
    private final LocalStates local;
    private final GraphClient graph;
    private final StateReader reader;
    /** Users whose state lacks events until it is deleted, with the number of deletions that are running. */
    private final ConcurrentMap<String, Integer> stale = new ConcurrentHashMap<>();
    private final Semaphore loads = new Semaphore(MAX_LOADS);
    private final long maxAgeMillis;
    private final AtomicReference<List<UserId>> preloaded = new AtomicReference<>(List.of());
    /** {@link System#nanoTime} until which a member is suspected to be frozen. */
    private volatile long suspectUntil = System.nanoTime();
    /** The sequence number up to which {@link #follow} has checked writes of other programs. */
    private long followed;

    public UserStates(HazelcastInstance hazelcast, GraphClient graph, StateParameters parameters) {
        map = hazelcast.getMap(MAP);
        local = new LocalStates(
                () -> hazelcast.getCluster().getMembers().size(), parameters.maxObjects(), parameters.maxAge());
        hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                local.clear(); // the other member changes states, and may be gone before the next read
            }
        });
        this.graph = graph;
        reader = new StateReader(graph);
        maxAgeMillis = parameters.maxAge().toMillis();
        followed = reader.sequence();
    }

    /** Adds the map of user states to a member's configuration. */
    public static void configure(Config config, StateParameters parameters) {
        StateSerializers.register(config.getSerializationConfig());
        config.addMapConfig(new MapConfig(MAP)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(parameters.backups())
                .setTimeToLiveSeconds(Math.toIntExact(parameters.maxAge().toSeconds()))
                .setMaxIdleSeconds(Math.toIntExact(parameters.maxIdle().toSeconds()))
                .setPerEntryStatsEnabled(false)
                .setMergePolicyConfig(new MergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName()))
                .setEvictionConfig(new EvictionConfig()
                        .setEvictionPolicy(EvictionPolicy.LRU)
                        .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                        .setSize(parameters.maxEntries())));
    }

    /**
     * Returns a user's state with every event that was acknowledged before this call.
     *
     * @throws RecallException UNAVAILABLE if it is not in memory and the graph does not respond
     */
    public UserState of(UserId user) {
        StateRead read = read(user, MAX_WAIT);
        read.source().requireResponse();
        return read.state();
    }

    /**
     * Returns a user's state with every event that was acknowledged before this call, or an empty state if the cluster and
     * the graph do not respond in time. A read of the graph that is late continues, so that a later call finds the state
     * in memory.
     *
     * @param limit maximum time of this call
     */
    public StateRead read(UserId user, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Duration clusterLimit = limit.dividedBy(CLUSTER_SHARE);
        StateRead read;
        try {
            if (stale.containsKey(user.key())) {
                throw new TimeoutException("an update of the state has not been confirmed");
            }
            UserState known = local.find(user.key());
            if (known != null) {
                return new StateRead(known, StateRead.Source.CLUSTER);
            }
            long removals = local.removals();
            StateEntry entry = ClusterWait.await(map.getAsync(user.key()), clusterLimit);
            if (entry instanceof StateEntry.Loaded loaded) {
                local.put(loaded.state(), removals);
                return new StateRead(loaded.state(), StateRead.Source.CLUSTER);
            }
            read = load(() -> load(user, entry, clusterLimit), deadline);
        } catch (TimeoutException e) {
            LOG.debug("State of user '{}' is read from the graph", user, e);
            read = load(() -> new StateRead(reader.read(user), StateRead.Source.GRAPH), deadline);
        }
        return read == null ? new StateRead(UserState.empty(user), StateRead.Source.NONE) : read;
    }

    /** Runs a load in another thread. Returns null if it is not done by the deadline or the graph is not available. */
    private @Nullable StateRead load(Supplier<StateRead> work, long deadline) {
        try {
            if (!graph.isResponding()
                    || !loads.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return null;
            }
            CompletableFuture<StateRead> result = new CompletableFuture<>();
            Thread.ofVirtual().name("state-load").start(() -> {
                try {
                    result.complete(work.get());
                } catch (Throwable e) { // the waiting caller gets it
                    result.completeExceptionally(e);
                } finally {
                    loads.release();
                }
            });
            return result.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            LOG.warn("User state could not be loaded: {}", String.valueOf(e.getCause()));
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private StateRead load(UserId user, @Nullable StateEntry known, Duration clusterLimit) {
        StateEntry entry = known;
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (entry == null) {
                    entry = ClusterWait.await(map.submitToKey(user.key(), new BeginReading(randomToken())),
                            clusterLimit);
                }
                if (entry instanceof StateEntry.Loaded loaded) {
                    return new StateRead(loaded.state(), StateRead.Source.CLUSTER);
                }
                if (entry instanceof StateEntry.Pending pending) {
                    UserState read = reader.read(user);
                    UserState state = ClusterWait.await(map.submitToKey(user.key(), install(pending, read)),
                            clusterLimit);
                    if (state != null) {
                        return new StateRead(state, StateRead.Source.CLUSTER);
                    }
                    entry = null;
                }
            }
        } catch (TimeoutException e) {
            LOG.debug("State of user '{}' is not stored", user, e);
            return new StateRead(reader.read(user), StateRead.Source.GRAPH);
        }
        return new StateRead(reader.read(user), StateRead.Source.CLUSTER);
    }

    /**
     * Begins to add committed events to the states of their users. A state that cannot be updated is dropped, so that the
     * next call reads the graph.
     *
     * @param seq the sequence number of the commit
     * @return waits until the events are in the states, or the states are dropped
     */
    public Runnable apply(Collection<BehaviourEvent> events, long seq) {
        Map<String, List<Engagement>> byUser = new LinkedHashMap<>();
        for (BehaviourEvent event : events) {
            byUser.computeIfAbsent(event.user().key(), user -> new ArrayList<>()).add(Engagement.of(event));
        }
        Map<String, CompletionStage<@Nullable Void>> running = new LinkedHashMap<>();
        byUser.forEach((user, engagements) -> running.put(user,
                map.submitToKey(user, new ApplyEvents(List.copyOf(engagements), seq))));
        long now = System.nanoTime();
        long deadline = now + (suspectUntil - now > 0 ? MAX_SUSPECT_UPDATE : MAX_UPDATE).toNanos();
        return () -> {
            try {
                running.forEach((user, applied) -> await(user, applied, deadline));
            } finally {
                running.keySet().forEach(local::remove);
            }
        };
    }

    private void await(String user, CompletionStage<@Nullable Void> applied, long deadline) {
        try {
            ClusterWait.await(applied, Duration.ofNanos(deadline - System.nanoTime()));
        } catch (TimeoutException e) {
            long now = System.nanoTime();
            if (suspectUntil - now <= 0) { // else a line for each user of a frozen member
                LOG.warn("User states could not be updated and are dropped: {}", e.getMessage()); // logs name no users
            }
            suspectUntil = now + SUSPICION.toNanos();
            stale.merge(user, 1, Integer::sum);
            dropStale(user);
        }
    }

    /** Deletes a state that lacks events. A copy on another member may outlive the member that does not respond. */
    private void dropStale(String user) {
        map.deleteAsync(user).whenComplete((deleted, failure) -> {
            if (failure == null) {
                stale.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
            } else if (!(failure instanceof HazelcastInstanceNotActiveException)) {
                dropStale(user);
            }
        });
    }

    /**
     * Drops the states of users that other programs changed, such as a loader, so that the next call reads the graph.
     *
     * @param seq writes up to this sequence number are visible to calls that begin after this one returned
     * @throws RecallException UNAVAILABLE if the graph does not respond
     */
    public synchronized void follow(long seq) {
        if (seq > followed) {
            List<UserId> changed = reader.changedSince(followed);
            changed.stream().gather(Gatherers.windowFixed(DROPPED)).forEach(this::drop);
            followed = seq;
        }
    }

    private void drop(List<UserId> users) {
        List<CompletionStage<Boolean>> dropped = users.stream().map(user -> map.deleteAsync(user.key())).toList();
        long deadline = System.nanoTime() + MAX_UPDATE.toNanos();
        try {
            for (CompletionStage<Boolean> done : dropped) {
                ClusterWait.await(done, Duration.ofNanos(deadline - System.nanoTime()));
            }
        } catch (TimeoutException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE,
                    "states of users cannot be dropped: a member of the cluster does not respond, try again", e);
        } finally {
            users.forEach(user -> local.remove(user.key()));
        }
    }

    /** Drops all states, which may have been read from a wrong graph, so that the next calls read the graph. */
    public synchronized void reset() {
        long before = reader.sequence(); // later writes may not be in states that are read while the others are dropped
        clear();
        followed = before;
    }

    /**
     * Removes a user, who was deleted from the graph.
     *
     * @throws RecallException UNAVAILABLE if the member that stores the state does not respond
     */
    public void forget(UserId user) {
        forgetPreloaded(user);
        drop(List.of(user));
    }

    /** Removes a user, whom another member forgets, from {@link #preloaded}. */
    public void forgetPreloaded(UserId user) {
        preloaded.updateAndGet(users -> users.stream().filter(other -> !other.equals(user)).toList());
    }

    /** Drops all states, so that the next calls read the graph. */
    public void clear() {
        try {
            map.clear();
        } finally {
            local.clear();
        }
    }

    /** Returns the number of states on this member. */
    public long size() {
        return map.getLocalMapStats().getOwnedEntryCount();
    }

    /**
     * Reads the states of the users with the latest behaviour, and of users without behaviour if there are fewer, unless they
     * are in memory: the first {@value #FIRST} now, the others when the returned task runs. Interrupting the task's thread ends it after the present {@value #CHUNK}.
     */
    public Runnable preload(int users) {
        List<UserId> recent = users == 0 ? List.of() : reader.recentlyActive(users);
        List<UserId> all = new ArrayList<>(recent);
        if (recent.size() < users) {
            all.addAll(reader.inactive(users - recent.size()));
        }
        preloaded.set(recent.stream().limit(FIRST).toList());
        all.stream().limit(FIRST).gather(Gatherers.windowFixed(CHUNK)).forEach(this::preload);
        return () -> all.stream().skip(FIRST).gather(Gatherers.windowFixed(CHUNK))
                .takeWhile(chunk -> !Thread.interrupted()).forEach(this::preload);
    }

    /** Returns the users with behaviour that {@link #preload} read first, without those that were forgotten since. */
    public List<UserId> preloaded() {
        return Objects.requireNonNull(preloaded.get());
    }

    private void preload(List<UserId> users) {
        List<CompletionStage<StateEntry>> begun = users.stream()
                .map(user -> map.submitToKey(user.key(), new BeginReading(randomToken()))).toList();
        Map<UserId, StateEntry.Pending> pending = new LinkedHashMap<>();
        for (int i = 0; i < users.size(); i++) {
            if (begun.get(i).toCompletableFuture().join() instanceof StateEntry.Pending note) {
                pending.put(users.get(i), note);
            }
        }
        if (pending.isEmpty()) {
            return;
        }
        List<CompletionStage<Boolean>> installed = reader.read(pending.keySet()).stream()
                .map(state -> {
                    StateEntry.Pending note = pending.get(state.user());
                    return map.submitToKey(state.user().key(), install(Objects.requireNonNull(note), state))
                            .thenApply(result -> result != null);
                }).toList();
        installed.forEach(done -> done.toCompletableFuture().join());
    }

    /** Random expiry keeps states that were read together from expiring together. */
    private InstallState install(StateEntry.Pending note, UserState state) {
        long age = maxAgeMillis / 2 + ThreadLocalRandom.current().nextLong(maxAgeMillis / 2 + 1);
        return new InstallState(note.token(), state, age);
    }

    private static long randomToken() {
        return ThreadLocalRandom.current().nextLong();
    }
}
