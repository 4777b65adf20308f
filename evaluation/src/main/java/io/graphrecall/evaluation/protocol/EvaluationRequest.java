package io.graphrecall.evaluation.protocol;

import java.util.List;

/**
 * Recall request of an evaluation with its targets.
 *
 * @param userId  id of the user
 * @param at      request time in epoch milliseconds: the time of the first target
 * @param targets ids of the contents that the user engages with for the first time from then on, in order of time
 * @param history number of known events of the user: all but impressions and withheld events
 */
public record EvaluationRequest(String userId, long at, List<String> targets, int history) {

    public EvaluationRequest {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("the evaluation request for user '" + userId + "' has no target");
        }
        if (history < 0) {
            throw new IllegalArgumentException(
                    "history of user '" + userId + "' is " + history + " events, must be at least 0");
        }
    }

    /** Returns true if the user has a known event. */
    public boolean hasHistory() {
        return history > 0;
    }
}
