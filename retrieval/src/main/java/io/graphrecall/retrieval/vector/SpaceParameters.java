package io.graphrecall.retrieval.vector;

/**
 * Parameters of an embedding space.
 *
 * @param neighbours maximum number of neighbours per content
 * @param clusters   parameters of the clusters
 * @param exactUpTo  maximum number of vectors for exact search by a scan; larger spaces use HNSW, which is approximate
 */
public record SpaceParameters(int neighbours, ClusterParameters clusters, int exactUpTo) {

    public static final SpaceParameters DEFAULT = new SpaceParameters(100, ClusterParameters.DEFAULT, 100_000);

    public SpaceParameters {
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours is not positive: " + neighbours);
        }
        if (exactUpTo < 0) {
            throw new IllegalArgumentException("exactUpTo is negative: " + exactUpTo);
        }
    }
}
