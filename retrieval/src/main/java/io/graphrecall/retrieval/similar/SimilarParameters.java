package io.graphrecall.retrieval.similar;

import io.graphrecall.retrieval.FeatureSpace;

import java.util.Map;

/**
 * Parameters of the search for similar contents.
 *
 * @param spaces     weight by feature space; absent spaces are not compared
 * @param neighbours maximum number of neighbours per content
 * @param budget     maximum number of postings read per content; reached only if most contents share all their features
 */
public record SimilarParameters(Map<FeatureSpace, Double> spaces, int neighbours, int budget) {

    /** Parameters of space {@code attribute}: category and attributes. */
    public static final SimilarParameters DEFAULT = new SimilarParameters(
            Map.of(FeatureSpace.CATEGORY, 1.0, FeatureSpace.ATTRIBUTE, 1.0), 100, 20_000);

    /** Returns parameters with other spaces and number of neighbours, and the same budget. */
    public SimilarParameters with(Map<FeatureSpace, Double> otherSpaces, int otherNeighbours) {
        return new SimilarParameters(otherSpaces, otherNeighbours, budget);
    }
}
