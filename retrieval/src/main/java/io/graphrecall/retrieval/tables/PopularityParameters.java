package io.graphrecall.retrieval.tables;

import java.time.Duration;

/**
 * Parameters of popularity.
 *
 * @param halfLife half-life of an engagement, if timestamps are real; order-only timestamps do not decay, since the
 *                 orders of two users are not comparable
 */
public record PopularityParameters(Duration halfLife) {

    public static final PopularityParameters DEFAULT = new PopularityParameters(Duration.ofDays(7));

    public PopularityParameters {
        if (!halfLife.isPositive()) {
            throw new IllegalArgumentException("halfLife is not positive: " + halfLife);
        }
    }
}
