package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.profile.EngagementWeights;

import java.util.HashSet;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Weights of the contents that a user vector is the mean of. They are the last positive engagements, each content once,
 * weighted by action, dwell time and recency, as recall weights its triggers. Immutable; thread-safe.
 */
final class TriggerWeights {

    private final Behaviour behaviour;
    private final EngagementWeights weights;
    private final int maxTriggers;

    TriggerWeights(Behaviour behaviour, EngagementWeights weights, int maxTriggers) {
        this.behaviour = behaviour;
        this.weights = weights;
        this.maxTriggers = maxTriggers;
    }

    /**
     * Adds a row of a user, with weights that sum to 1; empty without triggers.
     *
     * @param events ordinals of the user's events, newest first
     * @param now    epoch milliseconds
     */
    void add(IntStream events, long now, CsrTable.Builder table) {
        int[] contents = new int[maxTriggers];
        float[] normalised = new float[maxTriggers];
        int size = 0;
        double sum = 0;
        Set<Integer> seen = new HashSet<>();
        PrimitiveIterator.OfInt iterator = events.iterator();
        while (iterator.hasNext() && size < maxTriggers) {
            int event = iterator.nextInt();
            if (behaviour.action(event).positive() && seen.add(behaviour.target(event))) {
                double weight = weights.weight(behaviour.action(event), behaviour.dwellMs(event),
                        now - behaviour.at(event), seen.size() - 1);
                if (weight > 0) {
                    contents[size] = behaviour.target(event);
                    normalised[size++] = (float) weight;
                    sum += weight;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            normalised[i] /= (float) sum;
        }
        table.row(contents, normalised, size);
    }
}
