package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Timestamped action of a user on a target.
 *
 * @param id        identity, unique over all actions (see {@link EventIdentity})
 * @param target    target node; its label is {@link Action#target()}
 * @param at        event time; in an order-only data set only its position in the sequence
 * @param order     tie-breaker for equal times: the line or arrival number
 * @param dwellMs   dwell time in milliseconds, or null
 * @param scene     place in the product (feed, detail page, search…), or null
 * @param query     search query that produced the event, or null; for {@link Action#SEARCH} the target itself
 * @param requestId id of the recall request whose result the event refers to, or null
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
            throw new IllegalArgumentException("action " + action.wireName() + " requires a target with a "
                    + action.target().keyProperty() + ", not a " + target.label().keyProperty());
        }
        if (dwellMs != null && dwellMs < 0) {
            throw new IllegalArgumentException("dwell_ms is negative: " + dwellMs);
        }
    }

    /** Returns the dwell time in milliseconds, or a value that stands for an unknown one. */
    public long dwellMsOr(long unknown) {
        return dwellMs == null ? unknown : dwellMs;
    }
}
