package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;

/**
 * Contents of a space in clusters. Immutable; thread-safe. Arrays are the record's own and must not be changed.
 *
 * @param clusterOf per content its cluster; -1 where it has no vector
 * @param centroids a row a cluster: the mean of its contents' vectors, each scaled to length 1 before
 * @param inertia   the mean squared distance between a content's scaled vector and its centroid, from 0 to 1
 */
public record Clusters(int[] clusterOf, EmbeddingTable centroids, double inertia) {

    public Clusters {
        for (int cluster : clusterOf) {
            if (cluster < -1 || cluster >= centroids.rows()) {
                throw new IllegalArgumentException(
                        "cluster " + cluster + " is not one of " + centroids.rows() + " clusters");
            }
        }
    }

    public int count() {
        return centroids.rows();
    }

    /** How many contents each cluster has. */
    public int[] sizes() {
        int[] sizes = new int[count()];
        for (int cluster : clusterOf) {
            if (cluster >= 0) {
                sizes[cluster]++;
            }
        }
        return sizes;
    }

    /** The cluster with the centroid nearest to a vector, the lower one of two; -1 where there is none or it has no direction. */
    public int nearest(float[] vector) {
        float[] unit = EmbeddingTable.Metric.COSINE.prepared(vector);
        if (unit == null) {
            return -1;
        }
        float[] values = centroids.valueArray();
        int nearest = -1;
        double best = Double.NEGATIVE_INFINITY;
        for (int cluster = 0; cluster < count(); cluster++) {
            double score = 0;
            for (int d = 0; d < unit.length; d++) {
                float centre = values[cluster * unit.length + d];
                score += centre * (unit[d] - centre / 2.0); // half of |unit|^2 - |unit - centre|^2
            }
            if (score > best) {
                best = score;
                nearest = cluster;
            }
        }
        return nearest;
    }
}
