package io.graphrecall.world;

import io.graphrecall.schema.WireNamed;

/**
 * Reason for opening a content. All motives except {@link #INTEREST} are noise: the content is outside the user's
 * interests.
 */
enum Motive implements WireNamed {
    /** The content matches the user's intent. */
    INTEREST(40_000, 1),
    /** The content is at the top of the page. */
    POSITION(9_000, 0.15),
    /** The content is popular. */
    POPULARITY(15_000, 0.3),
    /** The content is clickbait. */
    BAIT(5_000, 0.05);

    private final double medianDwell;
    private final double reactionFactor;

    Motive(double medianDwell, double reactionFactor) {
        this.medianDwell = medianDwell;
        this.reactionFactor = reactionFactor;
    }

    /** Returns the median dwell time in milliseconds. */
    double medianDwell() {
        return medianDwell;
    }

    /** Returns the frequency of positive reactions relative to that of {@link #INTEREST}. */
    double reactionFactor() {
        return reactionFactor;
    }
}
