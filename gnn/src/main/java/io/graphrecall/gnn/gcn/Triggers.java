package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.profile.EngagementWeights;

import java.util.HashSet;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a user's vector is a mean of: contents engaged with positively, each once, weighted by action, dwell and recency,
 * as recall weighs its triggers. Immutable; thread-safe.
 */
final class Triggers {

    private final Behaviour behaviour;
    private final EngagementWeights weights;
    private final int most;

    Triggers(Behaviour behaviour, EngagementWeights weights, int most) {
        this.behaviour = behaviour;
        this.weights = weights;
        this.most = most;
    }

    /**
     * Adds a row whose weights add up to 1, an empty one where there are no triggers.
     *
     * @param events numbers of a user's events, the newest first
     * @param now    epoch milliseconds
     */
    void add(IntStream events, long now, CsrTable.Builder table) {
        int[] contents = new int[most];
        float[] shares = new float[most];
        int size = 0;
        double sum = 0;
        Set<Integer> taken = new HashSet<>();
        PrimitiveIterator.OfInt each = events.iterator();
        while (each.hasNext() && size < most) {
            int event = each.nextInt();
            if (behaviour.action(event).positive() && taken.add(behaviour.target(event))) {
                double weight = weights.weight(behaviour.action(event), behaviour.dwellMs(event),
                        now - behaviour.at(event), taken.size() - 1);
                if (weight > 0) {
                    contents[size] = behaviour.target(event);
                    shares[size++] = (float) weight;
                    sum += weight;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            shares[i] /= (float) sum;
        }
        table.row(contents, shares, size);
    }
}
