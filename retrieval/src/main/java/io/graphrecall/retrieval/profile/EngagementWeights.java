package io.graphrecall.retrieval.profile;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;

/**
 * Weight of an engagement: action x dwell x recency. Triggers and interest profiles share it. Immutable; thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // the ordinal is not persisted
public final class EngagementWeights {

    /**
     * Smallest recency: that of 64 half-lives. Without it, the weights of engagements of several years ago underflow to 0
     * in single precision, and channels find nothing for them.
     */
    private static final double MIN_RECENCY = Math.pow(2, -64);

    private final double[] actions = new double[Action.values().length];
    private final double dwellFullMs;
    private final double dwellFloor;
    private final double decayPerMs;
    private final double decayPerEvent;

    public EngagementWeights(EngagementParameters parameters, DataSet.Timestamps timestamps) {
        parameters.actions().forEach((action, weight) -> actions[action.ordinal()] = weight);
        dwellFullMs = parameters.dwellFull().toMillis();
        dwellFloor = parameters.dwellFloor();
        boolean realTimes = timestamps == DataSet.Timestamps.REAL;
        decayPerMs = realTimes ? Math.log(2) / parameters.halfLife().toMillis() : 0;
        decayPerEvent = Math.log(2) / (realTimes ? parameters.timedHalfLifeCount() : parameters.halfLifeCount());
    }

    /**
     * Returns the weight; negative for a skip or a dislike.
     *
     * @param dwellMs dwell time in milliseconds; -1 if unknown, which counts fully
     * @param ageMs   age in milliseconds, by convention relative to the user's newest engagement; unused if timestamps
     *                give only an order
     * @param fromEnd number of later events of the same user; for triggers with real timestamps, of the same session
     */
    public double weight(Action action, long dwellMs, long ageMs, int fromEnd) {
        return strength(action, dwellMs) * recency(ageMs, fromEnd);
    }

    /** Returns action x dwell. A short dwell time reduces positive weights only. */
    public double strength(Action action, long dwellMs) {
        double weight = actions[action.ordinal()];
        if (dwellMs < 0 || weight <= 0 || dwellMs >= dwellFullMs) {
            return weight;
        }
        return weight * (dwellFloor + (1 - dwellFloor) * dwellMs / dwellFullMs);
    }

    /** Returns the recency factor, from 1 for a new engagement down to {@link #MIN_RECENCY}. */
    public double recency(long ageMs, int fromEnd) {
        return Math.max(MIN_RECENCY, Math.exp(-decayPerMs * Math.max(0, ageMs) - decayPerEvent * fromEnd));
    }
}
