package io.graphrecall.evaluation.protocol;

import java.util.List;

/**
 * One request of an evaluation: what would this user, asked for at this time, engage with?
 *
 * @param userId     who is asked for
 * @param at         the request's now, in epoch milliseconds: the time of the first target
 * @param targets    ids of the contents that the user then engaged with for the first time, the first of them first
 * @param hasHistory whether the user had any event that was not withheld
 */
public record Question(String userId, long at, List<String> targets, boolean hasHistory) {

    public Question {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("question for user '" + userId + "' has no target");
        }
    }
}
