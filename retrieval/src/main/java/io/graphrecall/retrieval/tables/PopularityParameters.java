package io.graphrecall.retrieval.tables;

import java.time.Duration;

/**
 * How popularity is counted.
 *
 * @param halfLife after which an engagement counts half, where times are real; where they only tell an order nothing
 *                 fades, since users' orders share no clock
 */
public record PopularityParameters(Duration halfLife) {

    public static final PopularityParameters DEFAULT = new PopularityParameters(Duration.ofDays(7));

    public PopularityParameters {
        if (!halfLife.isPositive()) {
            throw new IllegalArgumentException("halfLife is not positive: " + halfLife);
        }
    }
}
