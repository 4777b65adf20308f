package io.graphrecall.retrieval.profile;

import static java.util.Map.entry;

import io.graphrecall.schema.Action;

import java.time.Duration;
import java.util.Map;

/**
 * Parameters of engagement weights.
 *
 * @param actions            weight by action, negative for dislikes; an absent action has weight 0
 * @param dwellFull          minimum dwell time for the full weight
 * @param dwellFloor         share of the full weight at dwell time 0, in [0, 1]
 * @param halfLife           half-life of the weight, if timestamps are real
 * @param timedHalfLifeCount half-life in later events, for triggers of the same session, in addition to {@code halfLife}, if
 *                           timestamps are real; infinite for none
 * @param halfLifeCount      half-life in later events of the same user, if timestamps give only an order
 */
public record EngagementParameters(
        Map<Action, Double> actions,
        Duration dwellFull,
        double dwellFloor,
        Duration halfLife,
        double timedHalfLifeCount,
        double halfLifeCount) {

    /** Defaults: a half-life of two weeks and five events of a session, or of two events. */
    public static final EngagementParameters DEFAULT = new EngagementParameters(
            Map.ofEntries(
                    entry(Action.CLICK, 1.0), entry(Action.PLAY, 1.0), entry(Action.LIKE, 1.5),
                    entry(Action.COMMENT, 1.5), entry(Action.SHARE, 2.0), entry(Action.FAVOURITE, 2.0),
                    entry(Action.SKIP, -0.5), entry(Action.DISLIKE, -2.0), entry(Action.SEARCH, 1.5),
                    entry(Action.VIEW, 0.7), entry(Action.CART, 1.2), entry(Action.PURCHASE, 1.5)),
            Duration.ofSeconds(10), 0.2, Duration.ofDays(14), 5, 2);

    /** Returns the same parameters with other half-lives. */
    public EngagementParameters withHalfLife(Duration time, double timedCount, double count) {
        return new EngagementParameters(actions, dwellFull, dwellFloor, time, timedCount, count);
    }
}
