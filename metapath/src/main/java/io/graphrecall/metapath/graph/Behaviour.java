package io.graphrecall.metapath.graph;

import com.carrotsearch.hppc.ByteArrayList;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.Action;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Events of users on contents, items and queries, in columns. An event is an index into the columns. The events of user
 * u have the indexes {@link #start} to {@link #end} - 1, oldest first. Users are ordinals in the order of their keys.
 * The order of the users' blocks is unspecified. Memory is 17 bytes an event, or 25 bytes if events name their search
 * or request. Immutable; thread-safe.
 */
public final class Behaviour {

    private static final Action[] ACTIONS = Action.values();

    private final NodeIndex users;
    private final int[] starts;
    private final int[] ends;
    private final byte[] actions;
    private final int[] targets;
    private final long[] times;
    private final int[] dwells;
    private final int[] queries;
    private final int[] requests;

    private Behaviour(NodeIndex users, int[] starts, int[] ends, Builder events) {
        this.users = users;
        this.starts = starts;
        this.ends = ends;
        actions = events.actions.toArray();
        targets = events.targets.toArray();
        times = events.times.toArray();
        dwells = events.dwells.toArray();
        queries = events.queries.toArray();
        requests = events.requests.toArray();
    }

    /** Users with events. */
    public NodeIndex users() {
        return users;
    }

    /**
     * Returns the same users with the events that match. Events keep their order and get new indexes.
     *
     * @param predicate test of an event index
     */
    public Behaviour filter(IntPredicate predicate) {
        Builder filtered = new Builder();
        for (int ordinal = 0; ordinal < users.size(); ordinal++) {
            filtered.user(users.key(ordinal));
            for (int event = starts[ordinal]; event < ends[ordinal]; event++) {
                if (predicate.test(event)) {
                    filtered.event(
                            action(event), targets[event], times[event], dwells[event], query(event), request(event));
                }
            }
        }
        return filtered.build();
    }

    /** Number of events. */
    public int size() {
        return actions.length;
    }

    /** Index of the user's first event. */
    public int start(int user) {
        return starts[user];
    }

    /** Index after the user's last event. */
    public int end(int user) {
        return ends[user];
    }

    public Action action(int event) {
        return ACTIONS[actions[event]];
    }

    /** Target of the event: an ordinal among the nodes of the action's target label. */
    public int target(int event) {
        return targets[event];
    }

    /** Time of the event, epoch milliseconds. */
    public long at(int event) {
        return times[event];
    }

    /** Dwell time in milliseconds; -1 if unknown. */
    public int dwellMs(int event) {
        return dwells[event];
    }

    /** Query that led to the event: an ordinal among the queries; -1 if unknown. */
    public int query(int event) {
        return event < queries.length ? queries[event] : -1;
    }

    /** Number of the recall request that the event belongs to; -1 if unknown. */
    public int request(int event) {
        return event < requests.length ? requests[event] : -1;
    }

    /** Time of the newest event; {@link Long#MIN_VALUE} if there are no events. */
    public long latestTime() {
        return Arrays.stream(times).max().orElse(Long.MIN_VALUE);
    }

    /** Builds behaviour user by user. Not thread-safe. */
    public static final class Builder {

        private final KeyNumbering users = new KeyNumbering();
        private final IntArrayList userStarts = new IntArrayList();
        private final ByteArrayList actions = new ByteArrayList();
        private final IntArrayList targets = new IntArrayList();
        private final LongArrayList times = new LongArrayList();
        private final IntArrayList dwells = new IntArrayList();
        private final IntArrayList queries = new IntArrayList();
        private final IntArrayList requests = new IntArrayList();

        /** Starts the events of a user. Each user is added once. */
        public Builder user(String key) {
            int user = users.intern(key);
            if (user != users.size() - 1) {
                throw new IllegalArgumentException(
                        "User " + key + " is added twice. All events of a user must be added together.");
            }
            userStarts.add(actions.size());
            return this;
        }

        /** Adds the next event of the current user. The accessors of {@link Behaviour} describe the arguments. */
        @SuppressWarnings("EnumOrdinal") // the ordinal is not persisted
        public Builder event(Action action, int target, long at, long dwellMs, int query, int request) {
            if (users.size() == 0) {
                throw new IllegalStateException("Event without a user. Call user() first.");
            }
            addOptional(queries, query);
            addOptional(requests, request);
            actions.add((byte) action.ordinal());
            targets.add(target);
            times.add(at);
            dwells.add((int) Math.min(Integer.MAX_VALUE, dwellMs));
            return this;
        }

        public Behaviour build() {
            KeyNumbering.Sorted sorted = users.sorted();
            int[] starts = new int[users.size()];
            int[] ends = new int[users.size()];
            for (int user = 0; user < users.size(); user++) {
                int ordinal = sorted.ordinal(user);
                starts[ordinal] = userStarts.get(user);
                ends[ordinal] = user + 1 < users.size() ? userStarts.get(user + 1) : actions.size();
            }
            return new Behaviour(sorted.index(), starts, ends, this);
        }

        /** Adds the value of the next event to an optional column, which ends at its last known value. */
        private void addOptional(IntArrayList column, int value) {
            if (value >= 0) {
                while (column.size() < actions.size()) {
                    column.add(-1);
                }
                column.add(value);
            }
        }
    }
}
