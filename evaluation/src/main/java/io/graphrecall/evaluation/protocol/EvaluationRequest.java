package io.graphrecall.evaluation.protocol;

import java.util.List;

/**
 * One request of an evaluation: what would this user, asked for at this time, engage with?
 *
 * @param userId  who is asked for
 * @param at      the request's now, in epoch milliseconds: the time of the first target
 * @param targets ids of the contents that the user then engaged with for the first time, the first of them first
 * @param history how many events of the user are known then: those not withheld, impressions not counted
 */
public record EvaluationRequest(String userId, long at, List<String> targets, int history) {

    public EvaluationRequest {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("question for user '" + userId + "' has no target");
        }
        if (history < 0) {
            throw new IllegalArgumentException("history of user '" + userId + "' is " + history + " events");
        }
    }

    /** Whether anything is known of the user. */
    public boolean hasHistory() {
        return history > 0;
    }
}
