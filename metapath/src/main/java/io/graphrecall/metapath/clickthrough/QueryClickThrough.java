package io.graphrecall.metapath.clickthrough;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongFloatHashMap;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * Query click-through: the engagements that followed each query. An engagement of positive strength counts fully for the
 * search that it names, or for the user's search in the same recall request. Otherwise it counts in part for the user's
 * last search, if that is recent and not known to belong to another request. The strongest engagement of a user with a
 * target is the user's weight. Engagements before a dislike of the same content do not count. Pairs are sorted by query,
 * then contents before items, then target. Immutable; thread-safe.
 */
public final class QueryClickThrough {

    private final long[] pairs;
    private final float[] weights;
    private final int[] events;
    private final long[] lastAt;

    private QueryClickThrough(long[] pairs, float[] weights, int[] events, long[] lastAt) {
        this.pairs = pairs;
        this.weights = weights;
        this.events = events;
        this.lastAt = lastAt;
    }

    /**
     * Counts the engagements of all users.
     *
     * @param strength strength of an event
     * @param group    query to the query that stands for its group; a group counts as one query
     */
    public static QueryClickThrough of(Behaviour behaviour, ClickThroughParameters parameters,
            DataSet.Timestamps timestamps, IntToDoubleFunction strength, IntUnaryOperator group) {
        Counter counter = new Counter(behaviour, parameters, timestamps, strength, group);
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

    /** Sum over users of the strength of their strongest engagement. Those that do not name their search count in part. */
    public float weight(int pair) {
        return weights[pair];
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
        private final IntToDoubleFunction strength;
        private final IntUnaryOperator group;
        /** By pair, the weight of the current user's strongest engagement so far. */
        private final LongFloatHashMap strongest = new LongFloatHashMap();
        /** By content, the current user's last dislike. */
        private final IntIntHashMap dislikes = new IntIntHashMap();
        private final LongArrayList pairs = new LongArrayList();
        private final FloatArrayList weights = new FloatArrayList();
        private final LongArrayList times = new LongArrayList();

        Counter(Behaviour behaviour, ClickThroughParameters parameters, DataSet.Timestamps timestamps,
                IntToDoubleFunction strength, IntUnaryOperator group) {
            this.behaviour = behaviour;
            this.parameters = parameters;
            this.strength = strength;
            this.group = group;
            realTimes = timestamps == DataSet.Timestamps.REAL;
        }

        void addUser(int start, int end) {
            // clear() takes time in proportion to the user with the most events so far
            strongest.release();
            dislikes.release();
            for (int event = start; event < end; event++) {
                if (behaviour.action(event) == Action.DISLIKE) {
                    dislikes.put(behaviour.target(event), event);
                }
            }
            int search = -1;
            for (int event = start; event < end; event++) {
                if (behaviour.action(event) == Action.SEARCH) {
                    search = event;
                } else if (strength.applyAsDouble(event) > 0 && !isDislikedLater(event)) {
                    int query = explicitQuery(event, start);
                    if (query >= 0) {
                        add(query, event, 1);
                    } else if (search >= 0 && isImplied(search, event)) {
                        add(behaviour.target(search), event, parameters.implied());
                    }
                }
            }
        }

        private boolean isDislikedLater(int event) {
            return !isItem(event) && dislikes.getOrDefault(behaviour.target(event), -1) > event;
        }

        private boolean isItem(int event) {
            return behaviour.action(event).target() == NodeLabel.ITEM;
        }

        private boolean isImplied(int search, int event) {
            boolean differentRequests = behaviour.request(search) >= 0 && behaviour.request(event) >= 0;
            return !differentRequests && event - search <= parameters.events() && isWithinWindow(search, event);
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

        /** Adds an engagement, and to the weight of its pair the excess over the user's strongest engagement so far. */
        private void add(int query, int event, double share) {
            long pair = ((long) group.applyAsInt(query) << 32) | behaviour.target(event) | (isItem(event) ? ITEM : 0);
            float before = strongest.getOrDefault(pair, 0);
            float weight = Math.max(before, (float) (share * strength.applyAsDouble(event)));
            strongest.put(pair, weight);
            pairs.add(pair);
            weights.add(weight - before);
            times.add(behaviour.at(event));
        }

        QueryClickThrough merged() {
            long[] distinct = Arrays.stream(pairs.toArray()).sorted().distinct().toArray();
            float[] sums = new float[distinct.length];
            int[] counts = new int[distinct.length];
            long[] last = new long[distinct.length];
            Arrays.fill(last, Long.MIN_VALUE);
            for (int i = 0; i < pairs.size(); i++) {
                int pair = Arrays.binarySearch(distinct, pairs.get(i));
                sums[pair] += weights.get(i);
                counts[pair]++;
                last[pair] = Math.max(last[pair], times.get(i));
            }
            return new QueryClickThrough(distinct, sums, counts, last);
        }
    }

    /** Maximum number of events between the search of a request and an engagement of it. */
    private static final int REQUEST_LOOKBACK = 100;
}
