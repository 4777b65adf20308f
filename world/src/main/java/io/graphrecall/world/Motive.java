package io.graphrecall.world;

import java.util.Locale;

/** Why a content was opened. All but the first are noise: the content is outside the user's interests. */
enum Motive {
    /** It fits what the user is after. */
    INTEREST(40_000, 1),
    /** It stood on top. */
    POSITION(9_000, 0.15),
    /** Everyone opens it. */
    POPULARITY(15_000, 0.3),
    /** It promised more than it holds. */
    BAIT(5_000, 0.05);

    private final double dwell;
    private final double delight;

    Motive(double dwell, double delight) {
        this.dwell = dwell;
        this.delight = delight;
    }

    /** Half of the visits last longer, in milliseconds. */
    double dwell() {
        return dwell;
    }

    /** How often a like and the like follow, as a share of how often they follow interest. */
    double delight() {
        return delight;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
