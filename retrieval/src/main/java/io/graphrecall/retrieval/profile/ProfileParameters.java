package io.graphrecall.retrieval.profile;

import io.graphrecall.retrieval.FeatureSpace;

import java.time.Duration;
import java.util.Map;

/**
 * Parameters of interest profiles.
 *
 * @param longterm       engagement weights over the full history
 * @param realtime       engagement weights within the realtime window
 * @param realtimeWindow maximum age of realtime events, if timestamps are real
 * @param realtimeCount  maximum number of realtime events, the latest of a user
 * @param realtimeShare  share of the realtime horizon in the combined interests, in [0, 1]
 * @param matchIdfPower  exponent of inverse document frequency in the combined interests
 * @param matchWeights   weight of a space in the combined interests; 1 if absent
 * @param maxFeatures    maximum number of features per space and horizon, those of largest weight
 */
public record ProfileParameters(
        EngagementParameters longterm,
        EngagementParameters realtime,
        Duration realtimeWindow,
        int realtimeCount,
        double realtimeShare,
        double matchIdfPower,
        Map<FeatureSpace, Double> matchWeights,
        int maxFeatures) {

    /** Defaults; {@code docs/reference/channels.md} describes how they were chosen. */
    public static final ProfileParameters DEFAULT = new ProfileParameters(
            EngagementParameters.DEFAULT.withHalfLife(Duration.ofDays(14), Double.POSITIVE_INFINITY, 20),
            EngagementParameters.DEFAULT.withHalfLife(Duration.ofHours(6), Double.POSITIVE_INFINITY, 2),
            Duration.ofHours(24),
            20,
            2.0 / 3,
            2,
            Map.of(FeatureSpace.ATTRIBUTE, 2.0),
            64);
}
