package io.graphrecall.service.state;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * User states in memory shared by all members. A missing state is read from the graph. Events that a member commits are
 * applied; states that another program changed are dropped. Thread-safe. Calls block and must not run on an event loop.
 */
public final class UserStates {

    private static final Logger log = LoggerFactory.getLogger(UserStates.class);
    private static final String MAP = "user-states";
    /** After so many evictions during a read, the state is returned without being stored. */
    private static final int ATTEMPTS = 3;
    /** Users per query. */
    private static final int CHUNK = 1000;

    private final IMap<String, StateEntry> map;
    private final StateReader reader;
    private final long maxAgeMillis;
    private volatile List<UserId> preloaded = List.of();
    /** The sequence number up to which {@link #follow} has checked writes of other programs. */
    private long followed;

    public UserStates(HazelcastInstance hazelcast, GraphClient graph, StateParameters parameters) {
        map = hazelcast.getMap(MAP);
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
                .setEvictionConfig(new EvictionConfig()
                        .setEvictionPolicy(EvictionPolicy.LRU)
                        .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                        .setSize(parameters.maxEntries())));
    }

    /**
     * Returns a user's state with every event that was acknowledged before this call.
     *
     * @throws io.graphrecall.schema.RecallException UNAVAILABLE if it is not in memory and the graph does not respond
     */
    public UserState of(UserId user) {
        StateEntry entry = map.get(user.key());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (entry instanceof StateEntry.Loaded loaded) {
                return loaded.state();
            }
            StateEntry begun = entry != null ? entry : map.executeOnKey(user.key(), new BeginReading(randomToken()));
            if (begun instanceof StateEntry.Pending pending) {
                UserState state = map.executeOnKey(user.key(), install(pending, reader.read(user)));
                if (state != null) {
                    return state;
                }
                entry = null;
            } else {
                entry = begun;
            }
        }
        return reader.read(user);
    }

    /**
     * Adds committed events to the states of their users. A state that cannot be updated is dropped, so that the next call
     * reads the graph.
     *
     * @param seq the sequence number of the commit
     */
    public void apply(Collection<BehaviourEvent> events, long seq) {
        Map<String, List<Engagement>> byUser = new LinkedHashMap<>();
        for (BehaviourEvent event : events) {
            byUser.computeIfAbsent(event.user().key(), user -> new ArrayList<>()).add(Engagement.of(event));
        }
        Map<String, CompletionStage<@Nullable Void>> running = new LinkedHashMap<>();
        byUser.forEach((user, engagements) -> running.put(user,
                map.submitToKey(user, new ApplyEvents(List.copyOf(engagements), seq))));
        running.forEach((user, applied) -> {
            try {
                applied.toCompletableFuture().join();
            } catch (RuntimeException e) {
                log.warn("State of user '{}' could not be updated and is dropped", user, e);
                map.delete(user);
            }
        });
    }

    /**
     * Drops the states of users that other programs changed, such as a loader, so that the next call reads the graph.
     *
     * @param seq writes up to this sequence number are visible to calls that begin after this one returned
     * @throws io.graphrecall.schema.RecallException UNAVAILABLE if the graph does not respond
     */
    public synchronized void follow(long seq) {
        if (seq > followed) {
            List<UserId> changed = reader.changedSince(followed);
            for (int from = 0; from < changed.size(); from += CHUNK) {
                drop(changed.subList(from, Math.min(changed.size(), from + CHUNK)));
            }
            followed = seq;
        }
    }

    private void drop(List<UserId> users) {
        List<CompletionStage<Boolean>> dropped = users.stream().map(user -> map.deleteAsync(user.key())).toList();
        dropped.forEach(done -> done.toCompletableFuture().join());
    }

    /** Drops all states, which may have been read from a wrong graph, so that the next calls read the graph. */
    public synchronized void reset() {
        map.clear();
        followed = reader.sequence();
    }

    /** Removes a user, who was deleted from the graph. */
    public void forget(UserId user) {
        map.delete(user.key());
    }

    /** Returns the number of states on this member. */
    public long size() {
        return map.getLocalMapStats().getOwnedEntryCount();
    }

    /** Reads the states of the users with the latest behaviour, unless they are in memory. */
    public void preload(int users, Progress progress) {
        List<UserId> recent = users == 0 ? List.of() : reader.recentlyActive(users);
        progress.begin("Loading user states", recent.size());
        for (int from = 0; from < recent.size(); from += CHUNK) {
            List<UserId> chunk = recent.subList(from, Math.min(recent.size(), from + CHUNK));
            preload(chunk);
            progress.advance(chunk.size());
        }
        progress.end(recent.size() + " user states");
        preloaded = List.copyOf(recent.subList(0, Math.min(recent.size(), CHUNK)));
    }

    /** Returns some of the users that {@link #preload} read. */
    public List<UserId> preloaded() {
        return preloaded;
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
