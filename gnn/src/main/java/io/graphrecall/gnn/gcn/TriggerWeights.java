package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.Action;

import java.util.HashSet;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Weights of the contents and searches that a user vector is the sum of. They are the last positive engagements and the last
 * searches, each content and query once, weighted by action, dwell time and recency, as recall weights its triggers and
 * searches. Immutable; thread-safe.
 */
record TriggerWeights(Behaviour behaviour, EngagementWeights weights, int maxTriggers, int maxSearches) {

    /**
     * Adds the rows of a user, whose weights together sum to 1; both are empty without triggers and searches.
     *
     * @param events   ordinals of the user's events, newest first
     * @param now      epoch milliseconds
     * @param contents gets a row of the contents
     * @param queries  gets a row of the queries
     */
    void add(IntStream events, long now, CsrTable.Builder contents, CsrTable.Builder queries) {
        Row triggers = new Row(maxTriggers);
        Row searches = new Row(maxSearches);
        PrimitiveIterator.OfInt iterator = events.iterator();
        while (iterator.hasNext() && !(triggers.isFull() && searches.isFull())) {
            int event = iterator.nextInt();
            if (behaviour.action(event).positive()) {
                triggers.add(event, now);
            } else if (behaviour.action(event) == Action.DISLIKE) {
                triggers.seen.add(behaviour.target(event));
            } else if (behaviour.action(event) == Action.SEARCH) {
                searches.add(event, now);
            }
        }
        float total = (float) (triggers.sum + searches.sum);
        triggers.end(contents, total);
        searches.end(queries, total);
    }

    /** The newest distinct targets of one kind. */
    private final class Row {

        private final int[] targets;
        private final float[] values;
        private final Set<Integer> seen = new HashSet<>();
        private int newer;
        private int size;
        private double sum;

        Row(int limit) {
            targets = new int[limit];
            values = new float[limit];
        }

        boolean isFull() {
            return size == targets.length;
        }

        void add(int event, long now) {
            if (!isFull() && seen.add(behaviour.target(event))) {
                double weight = weights.weight(behaviour.action(event), behaviour.dwellMs(event),
                        now - behaviour.at(event), newer++);
                if (weight > 0) {
                    targets[size] = behaviour.target(event);
                    values[size++] = (float) weight;
                    sum += weight;
                }
            }
        }

        void end(CsrTable.Builder table, float total) {
            for (int i = 0; i < size; i++) {
                values[i] /= total;
            }
            table.row(targets, values, size);
        }
    }
}
