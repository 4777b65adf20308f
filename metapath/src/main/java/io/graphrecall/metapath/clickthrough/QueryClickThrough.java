package io.graphrecall.metapath.clickthrough;

import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;

import java.util.Arrays;

/**
 * What queries led to, counted from behaviour. An engagement that is positive, or a view, cart or purchase of an item,
 * counts fully for the search it names, or for the user's search of the same recall request; one that names none counts
 * in part for the user's last search, when it came soon after it. Sorted by query, then contents before items, then
 * target. Immutable; thread-safe.
 */
public final class QueryClickThrough {

    private final int size;
    private final long[] pairs;
    private final float[] counts;
    private final int[] events;
    private final long[] lastAt;

    private QueryClickThrough(int size, long[] pairs, float[] counts, int[] events, long[] lastAt) {
        this.size = size;
        this.pairs = pairs;
        this.counts = counts;
        this.events = events;
        this.lastAt = lastAt;
    }

    public static QueryClickThrough of(Behaviour behaviour, ClickThroughParameters parameters,
            DataSet.Timestamps timestamps) {
        Counting counting = new Counting(behaviour, parameters, timestamps);
        for (int user = 0; user < behaviour.users().size(); user++) {
            counting.addUser(behaviour.start(user), behaviour.end(user));
        }
        return counting.merged();
    }

    /** How many pairs of query and target there are. */
    public int size() {
        return size;
    }

    /** The ordinal of a pair's query. */
    public int query(int pair) {
        return (int) (pairs[pair] >>> 32);
    }

    /** Whether the target is an item; else it is a content. */
    public boolean toItem(int pair) {
        return (pairs[pair] & ITEM) != 0;
    }

    /** The ordinal of the target among contents or items. */
    public int target(int pair) {
        return (int) (pairs[pair] & ~ITEM & 0xffff_ffffL);
    }

    /** How many engagements, those that name no search counted in part. */
    public float weight(int pair) {
        return counts[pair];
    }

    /** How many engagements. */
    public int count(int pair) {
        return events[pair];
    }

    /** The last of them, epoch milliseconds. */
    public long lastAt(int pair) {
        return lastAt[pair];
    }

    /** In the low half of a pair: targets of items come after all contents. */
    private static final long ITEM = 1L << 31;

    /** Gathers one entry an engagement, then merges equal pairs. */
    private static final class Counting {

        private final Behaviour behaviour;
        private final ClickThroughParameters parameters;
        private final boolean real;
        private int size;
        private long[] pairs = new long[256];
        private float[] counts = new float[256];
        private long[] times = new long[256];

        Counting(Behaviour behaviour, ClickThroughParameters parameters, DataSet.Timestamps timestamps) {
            this.behaviour = behaviour;
            this.parameters = parameters;
            real = timestamps == DataSet.Timestamps.REAL;
        }

        void addUser(int start, int end) {
            int search = -1;
            for (int event = start; event < end; event++) {
                Action action = behaviour.action(event);
                if (action == Action.SEARCH) {
                    search = event;
                } else if (outcome(action)) {
                    int named = named(event, start);
                    if (named >= 0) {
                        add(named, event, 1);
                    } else if (search >= 0 && event - search <= parameters.events() && soonAfter(search, event)) {
                        add(behaviour.target(search), event, (float) parameters.implied());
                    }
                }
            }
        }

        private static boolean outcome(Action action) {
            return action.positive() || action.target() == NodeLabel.ITEM;
        }

        /** The query an event names itself or through its request; -1 where it names none. */
        private int named(int event, int start) {
            if (behaviour.query(event) >= 0) {
                return behaviour.query(event);
            }
            int request = behaviour.request(event);
            if (request >= 0) {
                for (int before = event - 1; before >= start && before >= event - LOOK_BACK; before--) {
                    if (behaviour.request(before) == request && behaviour.action(before) == Action.SEARCH) {
                        return behaviour.target(before);
                    }
                }
            }
            return -1;
        }

        private boolean soonAfter(int search, int event) {
            return !real || behaviour.at(event) - behaviour.at(search) <= parameters.window().toMillis();
        }

        private void add(int query, int event, float count) {
            if (size == pairs.length) {
                int capacity = size + (size >> 1);
                pairs = Arrays.copyOf(pairs, capacity);
                counts = Arrays.copyOf(counts, capacity);
                times = Arrays.copyOf(times, capacity);
            }
            boolean item = behaviour.action(event).target() == NodeLabel.ITEM;
            pairs[size] = ((long) query << 32) | behaviour.target(event) | (item ? ITEM : 0);
            counts[size] = count;
            times[size++] = behaviour.at(event);
        }

        QueryClickThrough merged() {
            long[] distinct = Arrays.stream(pairs, 0, size).sorted().distinct().toArray();
            float[] weights = new float[distinct.length];
            int[] events = new int[distinct.length];
            long[] last = new long[distinct.length];
            Arrays.fill(last, Long.MIN_VALUE);
            for (int i = 0; i < size; i++) {
                int pair = Arrays.binarySearch(distinct, pairs[i]);
                weights[pair] += counts[i];
                events[pair]++;
                last[pair] = Math.max(last[pair], times[i]);
            }
            return new QueryClickThrough(distinct.length, distinct, weights, events, last);
        }
    }

    /** How far back the search of a request is looked for, in events. */
    private static final int LOOK_BACK = 100;
}
