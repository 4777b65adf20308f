package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * Something a user did, at a time.
 *
 * @param id        the identity, unique over all actions (see {@link EventIdentity})
 * @param target    what was acted on; its label is {@link Action#target()}
 * @param at        when; for an order-only data set merely a position
 * @param order     breaks ties of equal times: the line or arrival number
 * @param dwellMs   how long the user stayed, in milliseconds, or null
 * @param scene     where it happened (feed, detail page, search…), or null
 * @param query     the search that led to it, or null; for {@link Action#SEARCH} the target itself
 * @param requestId the recall request whose answer it acts on, or null
 */
public record BehaviourEvent(
        String id,
        UserId user,
        Action action,
        NodeKey target,
        Instant at,
        long order,
        @Nullable Long dwellMs,
        @Nullable String scene,
        @Nullable QueryText query,
        @Nullable String requestId) {

    public BehaviourEvent {
        Keys.requireKey("event_id", id);
        if (target.label() != action.target()) {
            throw new IllegalArgumentException("action " + action.wireName() + " wants a "
                    + action.target().keyProperty() + ", not a " + target.label().keyProperty());
        }
        if (dwellMs != null && dwellMs < 0) {
            throw new IllegalArgumentException("dwell_ms is negative: " + dwellMs);
        }
    }

    /** Whether another event tells the same; arrival order does not count. */
    public boolean sameFacts(BehaviourEvent other) {
        return user.equals(other.user) && action == other.action && target.equals(other.target)
                && at.equals(other.at) && Objects.equals(dwellMs, other.dwellMs) && Objects.equals(scene, other.scene)
                && Objects.equals(query, other.query) && Objects.equals(requestId, other.requestId);
    }
}
