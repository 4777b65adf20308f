package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.schema.Progress;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Puts the contents of a space into clusters: Lloyd's algorithm (1982) on vectors of length 1, from centroids chosen as
 * k-means++ does (Arthur and Vassilvitskii 2007). The same vectors, parameters and seed give the same clusters.
 */
public final class KMeans {

    /** Rows that one task assigns. */
    private static final int ROWS = 1024;

    private final int rows;
    private final int dimensions;
    private final float[] units;
    private final int[] clusterOf;
    /** Per row its squared distance to its centroid. */
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
     * @param contents how many contents there are; one without a vector is in no cluster
     */
    public static Clusters compute(
            EmbeddingTable table, int contents, ClusterParameters parameters, long seed, Progress progress) {
        KMeans means = new KMeans(table);
        float[] centroids = means.seeded(parameters.clusters(table.rows()), new SplittableRandom(seed));
        means.assign(centroids);
        double before = Double.POSITIVE_INFINITY;
        double inertia = means.inertia();
        for (int i = 0; i < parameters.iterations() && inertia < before * (1 - parameters.tolerance()); i++) {
            means.update(centroids);
            means.assign(centroids);
            before = inertia;
            inertia = means.inertia();
            progress.advance(0);
        }
        int[] ofContents = new int[contents];
        Arrays.fill(ofContents, -1);
        for (int row = 0; row < table.rows(); row++) {
            ofContents[table.ordinal(row)] = means.clusterOf[row];
        }
        int[] numbers = IntStream.range(0, centroids.length / Math.max(1, table.dimensions())).toArray();
        return new Clusters(ofContents, EmbeddingTable.of(
                EmbeddingTable.Metric.INNER_PRODUCT, table.dimensions(), numbers, centroids), inertia);
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

    /** Chooses rows as the first centroids, each with a probability that rises with its squared distance to those before. */
    private float[] seeded(int clusters, SplittableRandom random) {
        float[] centroids = new float[clusters * dimensions];
        Arrays.fill(distances, 1);
        int chosen = 0;
        while (chosen < clusters) {
            double total = Arrays.stream(distances).sum();
            if (total <= 0) {
                break; // fewer different vectors than clusters
            }
            int row = pick(random.nextDouble() * total);
            System.arraycopy(units, row * dimensions, centroids, chosen * dimensions, dimensions);
            int from = chosen * dimensions;
            boolean first = chosen == 0;
            IntStream.range(0, rows).parallel().forEach(other -> {
                double distance = distance(other, centroids, from);
                distances[other] = first ? distance : Math.min(distances[other], distance);
            });
            distances[row] = 0;
            chosen++;
        }
        return Arrays.copyOf(centroids, chosen * dimensions);
    }

    /** The row at which the running sum of distances exceeds a number. */
    private int pick(double number) {
        double sum = 0;
        int last = 0;
        for (int row = 0; row < rows; row++) {
            if (distances[row] > 0) {
                sum += distances[row];
                last = row;
                if (sum > number) {
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

    /** Gives every row the nearest centroid, the lower one of two. */
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
        IntStream.range(0, (rows + ROWS - 1) / ROWS).parallel().forEach(task -> {
            float[] products = new float[BlockedVectors.BLOCK];
            for (int row = task * ROWS; row < Math.min(rows, (task + 1) * ROWS); row++) {
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

    /** Moves every centroid to the mean of its rows; one without rows stays. */
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
