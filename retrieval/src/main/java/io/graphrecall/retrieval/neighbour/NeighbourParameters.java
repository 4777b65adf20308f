package io.graphrecall.retrieval.neighbour;

import java.util.List;

/**
 * How neighbours are found by behaviour.
 *
 * @param gapWeights       what a transition counts whose target comes so many engagements later; the first is the very
 *                         next. Its length is the window
 * @param coOccurrence     what co-occurrence (item-kNN) counts beside transitions
 * @param reach            co-occurrence looks so many engagements back and ahead within one user's sequence
 * @param usersPerContent  of a content with more users, evenly so many are looked at
 * @param neighbours       at most so many a content are kept
 */
public record NeighbourParameters(
        List<Double> gapWeights, double coOccurrence, int reach, int usersPerContent, int neighbours) {

    public static final NeighbourParameters DEFAULT = new NeighbourParameters(
            List.of(1.0, 0.8, 0.6, 0.4, 0.2), 0.5, 100, 20_000, 300);

    public NeighbourParameters {
        gapWeights = List.copyOf(gapWeights);
        if (!(coOccurrence >= 0)) {
            throw new IllegalArgumentException("coOccurrence is negative: " + coOccurrence);
        }
        if (reach < 0) {
            throw new IllegalArgumentException("reach is negative: " + reach);
        }
        if (usersPerContent < 1) {
            throw new IllegalArgumentException("usersPerContent is not positive: " + usersPerContent);
        }
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours is not positive: " + neighbours);
        }
    }
}
