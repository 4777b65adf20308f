package io.graphrecall.retrieval.neighbour;

import java.util.List;

/**
 * Parameters of item-to-item neighbours by behaviour.
 *
 * @param gapWeights      weight of a transition by its gap: the first element is for the next engagement. The length is
 *                        the window
 * @param coOccurrence    weight of co-occurrence (item-kNN) relative to transitions
 * @param reach           maximum distance of co-occurring engagements in a user's sequence
 * @param usersPerContent maximum number of users per content; of more, an evenly spaced sample is used
 * @param neighbours      maximum number of neighbours per content
 */
public record NeighbourParameters(
        List<Double> gapWeights, double coOccurrence, int reach, int usersPerContent, int neighbours) {

    public static final NeighbourParameters DEFAULT = new NeighbourParameters(
            List.of(1.0, 0.8, 0.6, 0.4, 0.2), 0.5, 100, 20_000, 300);
}
