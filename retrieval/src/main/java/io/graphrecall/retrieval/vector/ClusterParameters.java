package io.graphrecall.retrieval.vector;

/**
 * Parameters of k-means clustering.
 *
 * @param fewest     minimum number of clusters, if there are as many distinct vectors
 * @param most       maximum number of clusters
 * @param iterations maximum number of iterations
 * @param tolerance  relative decrease of the inertia below which the iterations end
 */
public record ClusterParameters(int fewest, int most, int iterations, double tolerance) {

    public static final ClusterParameters DEFAULT = new ClusterParameters(8, 1024, 50, 1e-4);

    /** Returns the number of clusters: sqrt(contents / 2) within the limits. */
    int clusters(int contents) {
        int clusters = (int) Math.round(Math.sqrt(contents / 2.0));
        return Math.min(contents, Math.clamp(clusters, fewest, most));
    }
}
