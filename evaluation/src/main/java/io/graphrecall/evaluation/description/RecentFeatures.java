package io.graphrecall.evaluation.description;

import io.graphrecall.evaluation.description.FeatureIds.Kind;

import java.util.ArrayDeque;
import java.util.Deque;

/** Sliding window over the features of the most recent events of one user. Not thread-safe. */
final class RecentFeatures {

    private final int length;
    private final Deque<FeatureIds> events = new ArrayDeque<>();
    /** Number of events in the window by feature id. */
    private final int[] counts;

    /**
     * @param length     maximum number of events in the window
     * @param vocabulary number of feature ids
     */
    RecentFeatures(int length, int vocabulary) {
        this.length = length;
        this.counts = new int[vocabulary];
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    void add(FeatureIds event) {
        events.addLast(event);
        count(event, 1);
        if (events.size() > length) {
            count(events.removeFirst(), -1);
        }
    }

    /** Removes all events, for the next user. */
    void clear() {
        events.forEach(event -> count(event, -1));
        events.clear();
    }

    private void count(FeatureIds event, int change) {
        for (Kind kind : Kind.values()) {
            for (int id : event.indexed(kind)) {
                counts[id] += change;
            }
        }
    }

    /** Returns true if an event in the window shares a feature of the kind. */
    boolean shares(FeatureIds features, Kind kind) {
        for (int id : features.queried(kind)) {
            if (counts[id] > 0) {
                return true;
            }
        }
        return false;
    }
}
