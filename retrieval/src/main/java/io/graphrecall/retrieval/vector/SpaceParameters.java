package io.graphrecall.retrieval.vector;

/**
 * What is computed for a vector space.
 *
 * @param neighbours of each content, at most
 * @param clusters   how contents are put into clusters
 * @param exactUpTo  a space of more vectors is searched by a graph, which misses a few of the nearest; a scan of so many
 *                   takes a few milliseconds
 */
public record SpaceParameters(int neighbours, ClusterParameters clusters, int exactUpTo) {

    public static final SpaceParameters DEFAULT = new SpaceParameters(100, ClusterParameters.DEFAULT, 100_000);

    public SpaceParameters {
        if (neighbours < 1) {
            throw new IllegalArgumentException("number of neighbours is not positive: " + neighbours);
        }
        if (exactUpTo < 0) {
            throw new IllegalArgumentException("number of vectors that are scanned is negative: " + exactUpTo);
        }
    }
}
