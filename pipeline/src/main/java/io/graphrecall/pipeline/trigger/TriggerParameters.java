package io.graphrecall.pipeline.trigger;

import java.time.Duration;

/**
 * Parameters of the selection of triggers.
 *
 * @param limit          maximum number of triggers
 * @param sessionGap     time without events that ends a session; used only with real timestamps
 * @param repeatDiscount factor in (0, 1] for each further candidate of the same category, if there are more
 *                       candidates than {@code limit}; it does not change the weight in recall
 * @param contextWeight  weight of the context content, relative to the sum of the other triggers; 0 for no such trigger.
 *                       Its features have the same share of the interests
 */
public record TriggerParameters(int limit, Duration sessionGap, double repeatDiscount, double contextWeight) {

    public static final TriggerParameters DEFAULT = new TriggerParameters(20, Duration.ofMinutes(30), 0.8, 1.0);

    public TriggerParameters {
        if (limit < 1) {
            throw new IllegalArgumentException("trigger limit is not positive: " + limit);
        }
        if (!(repeatDiscount > 0 && repeatDiscount <= 1)) {
            throw new IllegalArgumentException("repeat discount is outside (0, 1]: " + repeatDiscount);
        }
        if (!(contextWeight >= 0)) {
            throw new IllegalArgumentException("context weight is " + contextWeight + ", expected 0 or more");
        }
    }
}
