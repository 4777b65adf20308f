package io.graphrecall.service.trigger;

import java.time.Duration;

/**
 * How triggers are chosen.
 *
 * @param limit          at most so many triggers
 * @param sessionGap     a pause longer than this ends a session; only where times are real
 * @param repeatDiscount when there are more engagements than {@code limit}: what each further trigger of the same
 *                       category counts in the choice, in (0, 1]. Its weight in recall stays
 * @param contextWeight  the weight of the content whose detail page is open, in units of the heaviest other trigger
 */
public record TriggerParameters(int limit, Duration sessionGap, double repeatDiscount, double contextWeight) {

    public static final TriggerParameters DEFAULT = new TriggerParameters(20, Duration.ofMinutes(30), 0.8, 2.0);

    public TriggerParameters {
        if (limit < 1) {
            throw new IllegalArgumentException("trigger limit is not positive: " + limit);
        }
        if (!(repeatDiscount > 0 && repeatDiscount <= 1)) {
            throw new IllegalArgumentException("repeat discount is outside (0, 1]: " + repeatDiscount);
        }
    }
}
