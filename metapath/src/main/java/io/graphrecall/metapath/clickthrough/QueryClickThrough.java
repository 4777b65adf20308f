package io.graphrecall.metapath.clickthrough;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.LongArrayList;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;

import java.util.Arrays;

/**
 * Query click-through: counts of the engagements that followed each query. Positive engagements count, and views, carts
 * and purchases of items. An engagement counts fully for the search that it names, or for the user's search in the same
 * recall request. An engagement that names neither counts in part for the user's last search, if that is recent. Pairs
 * are sorted by query, then contents before items, then target. Immutable; thread-safe.
 */
public final class QueryClickThrough {

    private final long[] pairs;
    private final float[] counts;
    private final int[] events;
    private final long[] lastAt;

    private QueryClickThrough(long[] pairs, float[] counts, int[] events, long[] lastAt) {
        this.pairs = pairs;
        this.counts = counts;
        this.events = events;
        this.lastAt = lastAt;
    }

    /** Counts the engagements of all users. */
    public static QueryClickThrough of(Behaviour behaviour, ClickThroughParameters parameters,
            DataSet.Timestamps timestamps) {
        Counter counter = new Counter(behaviour, parameters, timestamps);
        for (int user = 0; user < behaviour.users().size(); user++) {
            counter.addUser(behaviour.start(user), behaviour.end(user));
        }
        return counter.merged();
    }

    /** Number of pairs of query and target. */
    public int size() {
        return pairs.length;
    }

    /** Ordinal of a pair's query. */
    public int query(int pair) {
        return (int) (pairs[pair] >>> 32);
    }

    /** True if the target is an item, false if it is a content. */
    public boolean isItem(int pair) {
        return (pairs[pair] & ITEM) != 0;
    }

    /** Ordinal of the target among contents or items. */
    public int target(int pair) {
        return (int) (pairs[pair] & ~ITEM & 0xffff_ffffL);
    }

    /** Weighted number of engagements. Those that do not name their search count in part. */
    public float weight(int pair) {
        return counts[pair];
    }

    /** Number of engagements. */
    public int count(int pair) {
        return events[pair];
    }

    /** Time of the last engagement, epoch milliseconds. */
    public long lastAt(int pair) {
        return lastAt[pair];
    }

    /** Flag in the low half of a pair. It sorts items after all contents. */
    private static final long ITEM = 1L << 31;

    /** Collects one entry per engagement, then merges equal pairs. */
    private static final class Counter {

        private final Behaviour behaviour;
        private final ClickThroughParameters parameters;
        private final boolean realTimes;
        private final LongArrayList pairs = new LongArrayList();
        private final FloatArrayList counts = new FloatArrayList();
        private final LongArrayList times = new LongArrayList();

        Counter(Behaviour behaviour, ClickThroughParameters parameters, DataSet.Timestamps timestamps) {
            this.behaviour = behaviour;
            this.parameters = parameters;
            realTimes = timestamps == DataSet.Timestamps.REAL;
        }

        void addUser(int start, int end) {
            int search = -1;
            for (int event = start; event < end; event++) {
                Action action = behaviour.action(event);
                if (action == Action.SEARCH) {
                    search = event;
                } else if (isEngagement(action)) {
                    int query = explicitQuery(event, start);
                    if (query >= 0) {
                        add(query, event, 1);
                    } else if (search >= 0 && event - search <= parameters.events() && isWithinWindow(search, event)) {
                        add(behaviour.target(search), event, (float) parameters.implied());
                    }
                }
            }
        }

        private static boolean isEngagement(Action action) {
            return action.positive() || action.target() == NodeLabel.ITEM;
        }

        /** Returns the query that an event names itself or through its request, else -1. */
        private int explicitQuery(int event, int start) {
            if (behaviour.query(event) >= 0) {
                return behaviour.query(event);
            }
            int request = behaviour.request(event);
            if (request >= 0) {
                for (int earlier = event - 1; earlier >= start && earlier >= event - REQUEST_LOOKBACK; earlier--) {
                    if (behaviour.request(earlier) == request && behaviour.action(earlier) == Action.SEARCH) {
                        return behaviour.target(earlier);
                    }
                }
            }
            return -1;
        }

        private boolean isWithinWindow(int search, int event) {
            return !realTimes || behaviour.at(event) - behaviour.at(search) <= parameters.window().toMillis();
        }

        private void add(int query, int event, float count) {
            boolean isItem = behaviour.action(event).target() == NodeLabel.ITEM;
            pairs.add(((long) query << 32) | behaviour.target(event) | (isItem ? ITEM : 0));
            counts.add(count);
            times.add(behaviour.at(event));
        }

        QueryClickThrough merged() {
            long[] distinct = Arrays.stream(pairs.toArray()).sorted().distinct().toArray();
            float[] weights = new float[distinct.length];
            int[] events = new int[distinct.length];
            long[] last = new long[distinct.length];
            Arrays.fill(last, Long.MIN_VALUE);
            for (int i = 0; i < pairs.size(); i++) {
                int pair = Arrays.binarySearch(distinct, pairs.get(i));
                weights[pair] += counts.get(i);
                events[pair]++;
                last[pair] = Math.max(last[pair], times.get(i));
            }
            return new QueryClickThrough(distinct, weights, events, last);
        }
    }

    /** Maximum number of events between the search of a request and an engagement of it. */
    private static final int REQUEST_LOOKBACK = 100;
}
