package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.schema.Progress;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * K-means clustering of an embedding space: Lloyd's algorithm (1982) on vectors of length 1, initialised by k-means++
 * (Arthur and Vassilvitskii 2007). The same vectors, parameters and seed give the same clusters.
 */
public final class KMeans {

    /** Rows per parallel task. */
    private static final int ROWS_PER_TASK = 1024;

    private final int rows;
    private final int dimensions;
    private final float[] units;
    private final int[] clusterOf;
    /** Squared distance of each row to its centroid. */
    private final double[] distances;

    private KMeans(EmbeddingTable table) {
        rows = table.rows();
        dimensions = table.dimensions();
        units = table.metric() == EmbeddingTable.Metric.COSINE ? table.valueArray() : scaled(table);
        clusterOf = new int[rows];
        distances = new double[rows];
    }

    /**
     * Clusters a space.
     *
     * @param contents number of contents; one without a vector is in no cluster
     */
    public static Clusters compute(
            EmbeddingTable table, int contents, ClusterParameters parameters, long seed, Progress progress) {
        KMeans means = new KMeans(table);
        float[] centroids = means.initialCentroids(
                parameters.clusters(table.rows()), new SplittableRandom(seed), progress);
        means.assign(centroids);
        double previous = Double.POSITIVE_INFINITY;
        double inertia = means.inertia();
        for (int i = 0; i < parameters.iterations() && inertia < previous * (1 - parameters.tolerance()); i++) {
            means.update(centroids);
            means.assign(centroids);
            previous = inertia;
            inertia = means.inertia();
            progress.advance(0);
        }
        int[] clusterByContent = new int[contents];
        Arrays.fill(clusterByContent, -1);
        for (int row = 0; row < table.rows(); row++) {
            clusterByContent[table.ordinal(row)] = means.clusterOf[row];
        }
        int[] clusterOrdinals = IntStream.range(0, centroids.length / Math.max(1, table.dimensions())).toArray();
        return new Clusters(clusterByContent, EmbeddingTable.of(
                EmbeddingTable.Metric.INNER_PRODUCT, table.dimensions(), clusterOrdinals, centroids), inertia);
    }

    private static float[] scaled(EmbeddingTable table) {
        float[] units = table.valueArray().clone();
        int dimensions = table.dimensions();
        for (int row = 0; row < table.rows(); row++) {
            float[] unit = EmbeddingTable.Metric.COSINE.prepared(table.vector(row));
            if (unit != null) {
                System.arraycopy(unit, 0, units, row * dimensions, dimensions);
            }
        }
        return units;
    }

    /** Draws rows as centroids, each with a probability proportional to its squared distance to those drawn before. */
    private float[] initialCentroids(int clusters, SplittableRandom random, Progress progress) {
        float[] centroids = new float[clusters * dimensions];
        Arrays.fill(distances, 1);
        int selected = 0;
        while (selected < clusters) {
            double total = Arrays.stream(distances).sum();
            if (total <= 0) {
                break; // fewer distinct vectors than clusters
            }
            int row = pick(random.nextDouble() * total);
            System.arraycopy(units, row * dimensions, centroids, selected * dimensions, dimensions);
            int from = selected * dimensions;
            boolean first = selected == 0;
            IntStream.range(0, rows).parallel().forEach(other -> {
                double distance = distance(other, centroids, from);
                distances[other] = first ? distance : Math.min(distances[other], distance);
            });
            distances[row] = 0;
            selected++;
            progress.advance(0);
        }
        return Arrays.copyOf(centroids, selected * dimensions);
    }

    /** Returns the row at which the cumulative sum of distances exceeds a threshold. */
    private int pick(double threshold) {
        double sum = 0;
        int last = 0;
        for (int row = 0; row < rows; row++) {
            if (distances[row] > 0) {
                sum += distances[row];
                last = row;
                if (sum > threshold) {
                    break;
                }
            }
        }
        return last;
    }

    private double distance(int row, float[] centroids, int from) {
        double sum = 0;
        for (int d = 0; d < dimensions; d++) {
            double difference = units[row * dimensions + d] - centroids[from + d];
            sum += difference * difference;
        }
        return sum;
    }

    /** Assigns every row to its nearest centroid, the lower of two. */
    private void assign(float[] centroids) {
        int clusters = centroids.length / Math.max(1, dimensions);
        BlockedVectors blocked = BlockedVectors.of(centroids, clusters, dimensions);
        float[] halfSquares = new float[clusters];
        for (int cluster = 0; cluster < clusters; cluster++) {
            for (int d = 0; d < dimensions; d++) {
                float value = centroids[cluster * dimensions + d];
                halfSquares[cluster] += value * value / 2;
            }
        }
        IntStream.range(0, (rows + ROWS_PER_TASK - 1) / ROWS_PER_TASK).parallel().forEach(task -> {
            float[] products = new float[BlockedVectors.BLOCK];
            for (int row = task * ROWS_PER_TASK; row < Math.min(rows, (task + 1) * ROWS_PER_TASK); row++) {
                clusterOf[row] = nearest(row, blocked, halfSquares, products);
                distances[row] = distance(row, centroids, clusterOf[row] * dimensions);
            }
        });
    }

    private int nearest(int row, BlockedVectors centroids, float[] halfSquares, float[] products) {
        int nearest = 0;
        float best = Float.NEGATIVE_INFINITY;
        for (int block = 0; block < centroids.blocks(); block++) {
            centroids.products(units, row * dimensions, block, products);
            int first = block * BlockedVectors.BLOCK;
            for (int i = 0; i < Math.min(BlockedVectors.BLOCK, halfSquares.length - first); i++) {
                float score = products[i] - halfSquares[first + i];
                if (score > best) {
                    best = score;
                    nearest = first + i;
                }
            }
        }
        return nearest;
    }

    /** Moves every centroid to the mean of its rows. A centroid without rows does not move. */
    private void update(float[] centroids) {
        double[] sums = new double[centroids.length];
        int[] sizes = new int[centroids.length / Math.max(1, dimensions)];
        for (int row = 0; row < rows; row++) {
            int from = clusterOf[row] * dimensions;
            sizes[clusterOf[row]]++;
            for (int d = 0; d < dimensions; d++) {
                sums[from + d] += units[row * dimensions + d];
            }
        }
        for (int i = 0; i < centroids.length; i++) {
            int size = sizes[i / dimensions];
            centroids[i] = size == 0 ? centroids[i] : (float) (sums[i] / size);
        }
    }

    private double inertia() {
        return rows == 0 ? 0 : Arrays.stream(distances).sum() / rows;
    }
}
