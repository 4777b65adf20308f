package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;

/**
 * Clusters of the contents of an embedding space. Immutable; thread-safe. The arrays are not copied and must not be
 * changed.
 *
 * @param clusterOf cluster by content; -1 if the content has no vector
 * @param centroids means of the contents' vectors scaled to length 1, [clusters, dimensions]
 * @param inertia   mean squared distance between the scaled vectors and their centroids, from 0 to 1
 */
public record Clusters(int[] clusterOf, EmbeddingTable centroids, double inertia) {

    public Clusters {
        for (int cluster : clusterOf) {
            if (cluster < -1 || cluster >= centroids.rows()) {
                throw new IllegalArgumentException(
                        "Cluster " + cluster + " does not exist; there are " + centroids.rows() + " clusters");
            }
        }
    }

    /** Number of clusters. */
    public int count() {
        return centroids.rows();
    }

    /** Number of contents by cluster. */
    public int[] sizes() {
        int[] sizes = new int[count()];
        for (int cluster : clusterOf) {
            if (cluster >= 0) {
                sizes[cluster]++;
            }
        }
        return sizes;
    }

    /**
     * Returns the cluster of the nearest centroid, the lower of two; -1 for a zero vector or if there are no clusters.
     */
    public int nearest(float[] vector) {
        float[] unit = EmbeddingTable.Metric.COSINE.prepared(vector);
        if (unit == null) {
            return -1;
        }
        float[] centroid = new float[centroids.dimensions()];
        int nearest = -1;
        double best = Double.NEGATIVE_INFINITY;
        for (int cluster = 0; cluster < count(); cluster++) {
            centroids.copy(cluster, centroid, 0);
            double score = 0;
            for (int d = 0; d < unit.length; d++) {
                float coordinate = centroid[d];
                score += coordinate * (unit[d] - coordinate / 2.0); // half of |unit|^2 - |unit - coordinate|^2
            }
            if (score > best) {
                best = score;
                nearest = cluster;
            }
        }
        return nearest;
    }
}
