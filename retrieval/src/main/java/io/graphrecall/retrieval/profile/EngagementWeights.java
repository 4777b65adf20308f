package io.graphrecall.retrieval.profile;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;

/**
 * The weight of an engagement: action x dwell x recency. Triggers and interest profiles share it. Immutable;
 * thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // indexes arrays within this object, never written anywhere
public final class EngagementWeights {

    private final double[] actions = new double[Action.values().length];
    private final double dwellFullMs;
    private final double dwellFloor;
    private final boolean real;
    private final double decayPerMs;
    private final double decayPerEvent;

    public EngagementWeights(EngagementParameters parameters, DataSet.Timestamps timestamps) {
        parameters.actions().forEach((action, weight) -> actions[action.ordinal()] = weight);
        dwellFullMs = parameters.dwellFull().toMillis();
        dwellFloor = parameters.dwellFloor();
        real = timestamps == DataSet.Timestamps.REAL;
        decayPerMs = Math.log(2) / parameters.halfLife().toMillis();
        decayPerEvent = Math.log(2) / parameters.halfLifeCount();
    }

    /**
     * The weight; negative for a skip or a dislike.
     *
     * @param dwellMs how long the user stayed; -1 where unknown, which counts fully
     * @param ageMs   how long ago; not read where times only tell an order
     * @param fromEnd how many later events the same user has: 0 for the newest; not read where times are real
     */
    public double weight(Action action, long dwellMs, long ageMs, int fromEnd) {
        return strength(action, dwellMs) * recency(ageMs, fromEnd);
    }

    /** Action x dwell. A short stay weakens what is positive; a short stay before a skip says the same as a long one. */
    public double strength(Action action, long dwellMs) {
        double weight = actions[action.ordinal()];
        if (dwellMs < 0 || weight <= 0 || dwellMs >= dwellFullMs) {
            return weight;
        }
        return weight * (dwellFloor + (1 - dwellFloor) * dwellMs / dwellFullMs);
    }

    /** From 1 for just now towards 0. */
    public double recency(long ageMs, int fromEnd) {
        return real ? Math.exp(-decayPerMs * Math.max(0, ageMs)) : Math.exp(-decayPerEvent * fromEnd);
    }
}
