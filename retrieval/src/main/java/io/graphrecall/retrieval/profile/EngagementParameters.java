package io.graphrecall.retrieval.profile;

import io.graphrecall.schema.Action;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Parameters of engagement weights.
 *
 * @param actions            weight by action, negative for dislikes; an absent action has weight 0
 * @param dwellFull          minimum dwell time for the full weight
 * @param dwellFloor         share of the full weight at dwell time 0, in [0, 1]
 * @param halfLife           half-life of the weight, if timestamps are real
 * @param timedHalfLifeCount half-life in later events of the same user, in addition to {@code halfLife}, if timestamps are
 *                           real; infinite for none
 * @param halfLifeCount      half-life in later events of the same user, if timestamps give only an order
 */
public record EngagementParameters(
        Map<Action, Double> actions,
        Duration dwellFull,
        double dwellFloor,
        Duration halfLife,
        double timedHalfLifeCount,
        double halfLifeCount) {

    /** Defaults: a half-life of two weeks and five events, or of two events. */
    public static final EngagementParameters DEFAULT = new EngagementParameters(
            defaultActions(), Duration.ofSeconds(10), 0.2, Duration.ofDays(14), 5, 2);

    public EngagementParameters {
        actions = Map.copyOf(actions);
        if (!dwellFull.isPositive()) {
            throw new IllegalArgumentException("dwellFull is not positive: " + dwellFull);
        }
        if (!(dwellFloor >= 0 && dwellFloor <= 1)) {
            throw new IllegalArgumentException("dwellFloor is outside [0, 1]: " + dwellFloor);
        }
        if (!halfLife.isPositive()) {
            throw new IllegalArgumentException("halfLife is not positive: " + halfLife);
        }
        requirePositive("timedHalfLifeCount", timedHalfLifeCount);
        requirePositive("halfLifeCount", halfLifeCount);
    }

    /** Returns the same parameters with other half-lives. */
    public EngagementParameters withHalfLife(Duration time, double timedCount, double count) {
        return new EngagementParameters(actions, dwellFull, dwellFloor, time, timedCount, count);
    }

    private static void requirePositive(String name, double count) {
        if (!(count > 0)) {
            throw new IllegalArgumentException(name + " is not positive: " + count);
        }
    }

    private static Map<Action, Double> defaultActions() {
        Map<Action, Double> actions = new EnumMap<>(Action.class);
        actions.put(Action.CLICK, 1.0);
        actions.put(Action.PLAY, 1.0);
        actions.put(Action.LIKE, 1.5);
        actions.put(Action.COMMENT, 1.5);
        actions.put(Action.SHARE, 2.0);
        actions.put(Action.FAVOURITE, 2.0);
        actions.put(Action.SKIP, -0.5);
        actions.put(Action.DISLIKE, -2.0);
        actions.put(Action.SEARCH, 1.5);
        actions.put(Action.VIEW, 0.7);
        actions.put(Action.CART, 1.2);
        actions.put(Action.PURCHASE, 1.5);
        return actions;
    }
}
