package io.graphrecall.retrieval.similar;

import io.graphrecall.retrieval.FeatureSpace;

import java.util.Map;

/**
 * How similar contents are found.
 *
 * @param spaces     the feature spaces compared, with what each counts; absent ones do not
 * @param neighbours at most so many a content are kept
 * @param budget     at most so many postings are looked at for one content; reached only where hardly anything tells
 *                   contents apart
 */
public record SimilarParameters(Map<FeatureSpace, Double> spaces, int neighbours, int budget) {

    /** Of space {@code attribute}: category and attributes. */
    public static final SimilarParameters DEFAULT = new SimilarParameters(
            Map.of(FeatureSpace.CATEGORY, 1.0, FeatureSpace.ATTRIBUTE, 1.0), 100, 20_000);

    public SimilarParameters {
        spaces = Map.copyOf(spaces);
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours is not positive: " + neighbours);
        }
        if (budget < neighbours) {
            throw new IllegalArgumentException("budget " + budget + " is below neighbours " + neighbours);
        }
    }

    /** The same over other spaces, keeping so many. */
    public SimilarParameters with(Map<FeatureSpace, Double> others, int kept) {
        return new SimilarParameters(others, kept, budget);
    }
}
