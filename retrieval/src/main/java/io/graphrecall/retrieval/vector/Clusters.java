package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.SparseTable;

import java.util.stream.IntStream;

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

    /** Maximum number of contents, evenly spaced, whose neighbours are compared, and of neighbours of each. */
    private static final int COMPARED_CONTENTS = 10_000;
    private static final int COMPARED_NEIGHBOURS = 10;

    /**
     * Returns the agreement of contents and their neighbours on the cluster beyond that by chance: Cohen's kappa, 1 if all
     * are in the same cluster, and about 0 if the clusters say nothing about the neighbours.
     *
     * @param neighbours neighbours by content, the nearest first
     */
    public double agreement(SparseTable neighbours) {
        int[] sizes = sizes();
        double clustered = IntStream.of(sizes).sum();
        long pairs = 0;
        long same = 0;
        double byChance = 0;
        int step = Math.ceilDiv(Math.max(1, clusterOf.length), COMPARED_CONTENTS);
        for (int content = 0; content < clusterOf.length; content += step) {
            int cluster = clusterOf[content];
            int start = neighbours.start(content);
            int end = cluster < 0 ? start : Math.min(neighbours.end(content), start + COMPARED_NEIGHBOURS);
            for (int i = start; i < end; i++) {
                int other = clusterOf[neighbours.column(i)];
                if (other >= 0) {
                    pairs++;
                    same += other == cluster ? 1 : 0;
                    byChance += sizes[cluster] / clustered;
                }
            }
        }
        return pairs == byChance ? 0 : (same - byChance) / (pairs - byChance);
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
