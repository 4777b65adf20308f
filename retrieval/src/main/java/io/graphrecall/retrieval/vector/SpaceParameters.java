package io.graphrecall.retrieval.vector;

/**
 * Parameters of an embedding space.
 *
 * @param neighbours maximum number of neighbours per content
 * @param clusters   parameters of the clusters
 * @param exactUpTo  maximum number of vectors for exact search by a scan. A larger space gets a graph for approximate
 *                   search, if that has a high recall and is faster
 * @param exactNeighboursUpTo maximum number of vectors for exact neighbours, in O(vectors^2). In a larger space with a
 *                   graph, neighbours are searched in the graph
 */
public record SpaceParameters(int neighbours, ClusterParameters clusters, int exactUpTo, int exactNeighboursUpTo) {

    public static final SpaceParameters DEFAULT = new SpaceParameters(100, ClusterParameters.DEFAULT, 30_000, 200_000);
}
