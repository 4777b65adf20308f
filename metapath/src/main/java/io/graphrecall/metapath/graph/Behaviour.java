package io.graphrecall.metapath.graph;

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
        actions = Arrays.copyOf(events.actions, events.size);
        targets = Arrays.copyOf(events.targets, events.size);
        times = Arrays.copyOf(events.times, events.size);
        dwells = Arrays.copyOf(events.dwells, events.size);
        queries = Arrays.copyOf(events.queries, Math.min(events.size, events.queries.length));
        requests = Arrays.copyOf(events.requests, Math.min(events.size, events.requests.length));
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
        private int[] userStarts = new int[64];
        private int size;
        private byte[] actions = new byte[256];
        private int[] targets = new int[256];
        private long[] times = new long[256];
        private int[] dwells = new int[256];
        private int[] queries = new int[0];
        private int[] requests = new int[0];

        /** Starts the events of a user. Each user is added once. */
        public Builder user(String key) {
            int user = users.intern(key);
            if (user != users.size() - 1) {
                throw new IllegalArgumentException(
                        "User " + key + " is added twice. All events of a user must be added together.");
            }
            if (user == userStarts.length) {
                userStarts = Arrays.copyOf(userStarts, user * 2);
            }
            userStarts[user] = size;
            return this;
        }

        /** Adds the next event of the current user. The accessors of {@link Behaviour} describe the arguments. */
        @SuppressWarnings("EnumOrdinal") // the ordinal is not persisted
        public Builder event(Action action, int target, long at, long dwellMs, int query, int request) {
            if (users.size() == 0) {
                throw new IllegalStateException("Event without a user. Call user() first.");
            }
            if (size == actions.length) {
                grow();
            }
            actions[size] = (byte) action.ordinal();
            targets[size] = target;
            times[size] = at;
            dwells[size] = (int) Math.min(Integer.MAX_VALUE, dwellMs);
            queries = put(queries, query);
            requests = put(requests, request);
            size++;
            return this;
        }

        public Behaviour build() {
            KeyNumbering.Sorted sorted = users.sorted();
            int[] starts = new int[users.size()];
            int[] ends = new int[users.size()];
            for (int user = 0; user < users.size(); user++) {
                int ordinal = sorted.ordinal(user);
                starts[ordinal] = userStarts[user];
                ends[ordinal] = user + 1 < users.size() ? userStarts[user + 1] : size;
            }
            return new Behaviour(sorted.index(), starts, ends, this);
        }

        /** Sets a value of an optional column. The column has no array before its first value. */
        private int[] put(int[] column, int value) {
            if (value < 0 && size >= column.length) {
                return column;
            }
            int[] grown = column;
            if (size >= column.length) {
                grown = Arrays.copyOf(column, actions.length);
                Arrays.fill(grown, column.length, grown.length, -1);
            }
            grown[size] = value;
            return grown;
        }

        private void grow() {
            if (size > Integer.MAX_VALUE / 3 * 2 - 8) {
                throw new IllegalStateException("Too many events: the maximum is " + size);
            }
            int capacity = size + (size >> 1) + 8;
            actions = Arrays.copyOf(actions, capacity);
            targets = Arrays.copyOf(targets, capacity);
            times = Arrays.copyOf(times, capacity);
            dwells = Arrays.copyOf(dwells, capacity);
        }
    }
}
