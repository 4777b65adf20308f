package io.graphrecall.metapath.graph;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.Action;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What users did on contents, items and queries, each user's events oldest first. An event is the number of an entry;
 * those of user u are numbered {@link #start} to {@link #end} - 1. Users are ordinals in the order of their keys; how
 * their blocks of entries lie to each other means nothing. 17 bytes an event, 25 where events name their search or
 * request. Immutable; thread-safe.
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

    /** The users who did something. */
    public NodeIndex users() {
        return users;
    }

    /**
     * The same users with some of the events; what is left keeps its order, not its numbers.
     *
     * @param kept by number of event
     */
    public Behaviour only(IntPredicate kept) {
        Builder left = new Builder();
        for (int ordinal = 0; ordinal < users.size(); ordinal++) {
            left.user(users.key(ordinal));
            for (int event = starts[ordinal]; event < ends[ordinal]; event++) {
                if (kept.test(event)) {
                    left.event(
                            action(event), targets[event], times[event], dwells[event], query(event), request(event));
                }
            }
        }
        return left.build();
    }

    /** How many events there are. */
    public int size() {
        return actions.length;
    }

    /** The user's first event. */
    public int start(int user) {
        return starts[user];
    }

    /** One after the user's last event. */
    public int end(int user) {
        return ends[user];
    }

    public Action action(int event) {
        return ACTIONS[actions[event]];
    }

    /** What was acted on: an ordinal among the nodes of the action's target label. */
    public int target(int event) {
        return targets[event];
    }

    /** When, in epoch milliseconds. */
    public long at(int event) {
        return times[event];
    }

    /** How long the user stayed, in milliseconds; -1 where unknown. */
    public int dwellMs(int event) {
        return dwells[event];
    }

    /** The search that the event says it came from: an ordinal among the queries; -1 where it names none. */
    public int query(int event) {
        return event < queries.length ? queries[event] : -1;
    }

    /** A number that events of one recall request share; -1 where the event names none. */
    public int request(int event) {
        return event < requests.length ? requests[event] : -1;
    }

    /** The time of the newest event; {@link Long#MIN_VALUE} where there is none. */
    public long newest() {
        return Arrays.stream(times).max().orElse(Long.MIN_VALUE);
    }

    /** Gathers behaviour user by user. Not thread-safe. */
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

        /** Begins a user, whose events follow. Each user comes once. */
        public Builder user(String key) {
            int user = users.intern(key);
            if (user != users.size() - 1) {
                throw new IllegalArgumentException("user " + key + " comes twice");
            }
            if (user == userStarts.length) {
                userStarts = Arrays.copyOf(userStarts, user * 2);
            }
            userStarts[user] = size;
            return this;
        }

        /** Adds the open user's next event; see the accessors of {@link Behaviour} for the arguments. */
        @SuppressWarnings("EnumOrdinal") // a code within this object, never written anywhere
        public Builder event(Action action, int target, long at, long dwellMs, int query, int request) {
            if (users.size() == 0) {
                throw new IllegalStateException("an event before the first user");
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

        /** A column that most logs do not have: no array before its first value. */
        private int[] put(int[] column, int value) {
            if (value < 0 && size >= column.length) {
                return column;
            }
            int[] roomy = column;
            if (size >= column.length) {
                roomy = Arrays.copyOf(column, actions.length);
                Arrays.fill(roomy, column.length, roomy.length, -1);
            }
            roomy[size] = value;
            return roomy;
        }

        private void grow() {
            if (size > Integer.MAX_VALUE / 3 * 2 - 8) {
                throw new IllegalStateException("more than " + size + " events do not fit");
            }
            int capacity = size + (size >> 1) + 8;
            actions = Arrays.copyOf(actions, capacity);
            targets = Arrays.copyOf(targets, capacity);
            times = Arrays.copyOf(times, capacity);
            dwells = Arrays.copyOf(dwells, capacity);
        }
    }
}
