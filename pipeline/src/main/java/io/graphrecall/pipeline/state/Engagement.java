package io.graphrecall.pipeline.state;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/**
 * One behaviour event of one user, reduced to the fields that recall reads.
 *
 * @param eventId the event's identity
 * @param key     the target's key; its label is {@link Action#target()}
 * @param at      epoch milliseconds; only a position if timestamps give only an order
 * @param order   breaks ties of {@code at}
 * @param dwellMs milliseconds, -1 if unknown
 * @param scene   the scene of the event, or null
 */
public record Engagement(
        String eventId, Action action, String key, long at, long order, long dwellMs, @Nullable String scene) {

    /** The oldest first. */
    public static final Comparator<Engagement> BY_TIME = Comparator.comparingLong(Engagement::at)
            .thenComparingLong(Engagement::order);

    public static Engagement of(BehaviourEvent event) {
        return new Engagement(
                event.id(),
                event.action(),
                event.target().key(),
                event.at().toEpochMilli(),
                event.order(),
                event.dwellMsOr(-1),
                event.scene());
    }
}
