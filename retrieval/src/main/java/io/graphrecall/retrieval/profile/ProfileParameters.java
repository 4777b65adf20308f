package io.graphrecall.retrieval.profile;

import io.graphrecall.retrieval.FeatureSpace;

import java.time.Duration;
import java.util.Map;

/**
 * How interests come from engagements.
 *
 * @param longterm       weights over the whole history
 * @param realtime       weights within the realtime window
 * @param realtimeWindow how far back realtime reaches, where times are real
 * @param realtimeCount  how many of the last events are realtime: all of them where times only tell an order, at most
 *                       so many where they are real
 * @param realtimeShare  the share of realtime in the combined interests, in [0, 1]
 * @param matchIdfPower  to which power inverse document frequency counts in the combined interests
 * @param matchWeights   what a space counts in the combined interests; an absent one counts 1
 * @param maxFeatures    at most so many features a space and horizon are kept, the heaviest
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

    /** What works without tuning; {@code docs/recall-formulas.md} says how it was found. */
    public static final ProfileParameters DEFAULT = new ProfileParameters(
            EngagementParameters.DEFAULT.withHalfLife(Duration.ofDays(14), 20),
            EngagementParameters.DEFAULT.withHalfLife(Duration.ofHours(6), 2),
            Duration.ofHours(24),
            20,
            2.0 / 3,
            2,
            Map.of(FeatureSpace.ATTRIBUTE, 2.0),
            64);

    public ProfileParameters {
        matchWeights = Map.copyOf(matchWeights);
        if (!realtimeWindow.isPositive()) {
            throw new IllegalArgumentException("realtimeWindow is not positive: " + realtimeWindow);
        }
        if (realtimeCount < 1) {
            throw new IllegalArgumentException("realtimeCount is not positive: " + realtimeCount);
        }
        if (!(realtimeShare >= 0 && realtimeShare <= 1)) {
            throw new IllegalArgumentException("realtimeShare is outside [0, 1]: " + realtimeShare);
        }
        if (!(matchIdfPower >= 0)) {
            throw new IllegalArgumentException("matchIdfPower is negative: " + matchIdfPower);
        }
        if (maxFeatures < 1) {
            throw new IllegalArgumentException("maxFeatures is not positive: " + maxFeatures);
        }
    }
}
