package io.graphrecall.metapath.vector;

/**
 * What is computed for a vector space.
 *
 * @param neighbours of each content, at most
 * @param clusters   how contents are put into clusters
 */
public record SpaceParameters(int neighbours, ClusterParameters clusters) {

    public static final SpaceParameters DEFAULT = new SpaceParameters(100, ClusterParameters.DEFAULT);

    public SpaceParameters {
        if (neighbours < 1) {
            throw new IllegalArgumentException("number of neighbours is not positive: " + neighbours);
        }
    }
}
