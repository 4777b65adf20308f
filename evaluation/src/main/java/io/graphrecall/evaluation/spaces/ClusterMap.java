package io.graphrecall.evaluation.spaces;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.retrieval.vector.Clusters;
import io.graphrecall.retrieval.vector.PrincipalAxes;
import io.graphrecall.retrieval.vector.VectorSpace;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Two-dimensional map of the clusters of an embedding space: the first two principal axes of the centroids, weighted by
 * cluster size (classical scaling, Torgerson 1952). Points that are close on the map need not be close in the space.
 *
 * @param label  name of the label that colours the contents
 * @param values most frequent values of the label, in descending order of contents
 * @param dots   contents, at most a random sample of 800
 * @param rings  clusters
 */
public record ClusterMap(String label, List<String> values, List<Dot> dots, List<Ring> rings) {

    /** One value per colour of a plot. */
    private static final int MAX_VALUES = 8;
    private static final int MAX_DOTS = 800;

    /**
     * Content on the map.
     *
     * @param value index of its first value in the values of the map, -1 if it has none of them
     */
    public record Dot(double x, double y, int value) {}

    /**
     * Cluster on the map.
     *
     * @param contents number of contents
     * @param value    most frequent label value, empty if no content of the cluster has the label
     * @param share    share of its labelled contents that have this value
     */
    public record Ring(double x, double y, int contents, String value, double share) {}

    /** Returns the map of a space, empty if it has fewer than three clusters or no label with two values. */
    static Optional<ClusterMap> of(VectorSpace space, ContentLabels labels, long seed) {
        return space.clusters().count() < 3
                ? Optional.empty()
                : label(labels, space.clusters().clusterOf())
                        .map(label -> new Projection(space, label.getValue()).map(label.getKey(), seed));
    }

    /** Returns the top category level if it has at least two values, else the label that most contents of the space have. */
    private static Optional<Map.Entry<String, ContentLabels.Label>> label(ContentLabels labels, int[] clusterOf) {
        Comparator<Map.Entry<String, ContentLabels.Label>> byContents = Comparator.comparingLong(label -> IntStream
                .range(0, clusterOf.length)
                .filter(content -> clusterOf[content] >= 0 && label.getValue().of(content).length > 0).count());
        return labels.labels().entrySet().stream().filter(label -> label.getValue().valueCount() > 1)
                .max(Comparator.<Map.Entry<String, ContentLabels.Label>, Boolean>comparing(
                        label -> label.getKey().equals("category_1"))
                        .thenComparing(byContents)
                        .thenComparing(Map.Entry.<String, ContentLabels.Label>comparingByKey().reversed()));
    }

    private static final class Projection {

        private final VectorSpace space;
        private final ContentLabels.Label label;
        private final List<String> names;
        /** Direction of each map axis in the space. */
        private final double[][] axes;

        Projection(VectorSpace space, ContentLabels.Label label) {
            this.space = space;
            this.label = label;
            names = label.names();
            axes = PrincipalAxes.of(new Array2DRowRealMatrix(centred(space.clusters()), false)).axes();
        }

        ClusterMap map(String name, long seed) {
            int[] shown = mostFrequentValues();
            int[] dots = IntStream.range(0, space.vectors().rows()).toArray();
            if (dots.length > MAX_DOTS) {
                SplittableRandom random = new SplittableRandom(seed);
                dots = random.ints(0, dots.length).distinct().limit(MAX_DOTS).sorted().toArray();
            }
            return new ClusterMap(
                    name, Arrays.stream(shown).mapToObj(names::get).toList(),
                    Arrays.stream(dots).mapToObj(row -> dot(row, shown)).toList(), rings());
        }

        /** Returns the most frequent values of the label, in descending order of contents. */
        private int[] mostFrequentValues() {
            long[] counts = new long[names.size()];
            for (int content : space.vectors().ordinalArray()) {
                for (int value : label.of(content)) {
                    counts[value]++;
                }
            }
            return IntStream.range(0, counts.length).filter(value -> counts[value] > 0).boxed()
                    .sorted(Comparator.comparingLong((Integer value) -> -counts[value]).thenComparing(names::get))
                    .limit(MAX_VALUES).mapToInt(Integer::intValue).toArray();
        }

        private Dot dot(int row, int[] shown) {
            int[] values = label.of(space.vectors().ordinal(row));
            float[] unit = EmbeddingTable.Metric.COSINE.prepared(space.vectors().vector(row));
            int value = IntStream.range(0, shown.length)
                    .filter(i -> Arrays.stream(values).anyMatch(has -> has == shown[i])).findFirst().orElse(-1);
            return unit == null ? new Dot(0, 0, value) : new Dot(project(0, unit), project(1, unit), value);
        }

        private List<Ring> rings() {
            Clusters clusters = space.clusters();
            int[][] valueCounts = new int[clusters.count()][names.size()];
            int[] labelled = new int[clusters.count()];
            for (int content = 0; content < clusters.clusterOf().length; content++) {
                int cluster = clusters.clusterOf()[content];
                if (cluster >= 0 && label.of(content).length > 0) {
                    labelled[cluster]++;
                    for (int value : label.of(content)) {
                        valueCounts[cluster][value]++;
                    }
                }
            }
            int[] sizes = clusters.sizes();
            List<Ring> rings = new ArrayList<>();
            for (int cluster = 0; cluster < sizes.length; cluster++) {
                int[] counts = valueCounts[cluster];
                int mode = IntStream.range(0, counts.length).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
                float[] centroid = clusters.centroids().vector(cluster);
                rings.add(labelled[cluster] == 0
                        ? new Ring(project(0, centroid), project(1, centroid), sizes[cluster], "", 0)
                        : new Ring(project(0, centroid), project(1, centroid), sizes[cluster], names.get(mode),
                                counts[mode] / (double) labelled[cluster]));
            }
            return rings;
        }

        private double project(int axis, float[] vector) {
            double sum = 0;
            for (int d = 0; d < vector.length; d++) {
                sum += axes[axis][d] * vector[d];
            }
            return sum;
        }

        /** Returns one row per cluster: centroid minus weighted mean, times the root of the share of contents. */
        private static double[][] centred(Clusters clusters) {
            int dimensions = clusters.centroids().dimensions();
            int[] sizes = clusters.sizes();
            double total = Math.max(1, Arrays.stream(sizes).sum());
            double[] mean = new double[dimensions];
            for (int cluster = 0; cluster < sizes.length; cluster++) {
                float[] centroid = clusters.centroids().vector(cluster);
                for (int d = 0; d < dimensions; d++) {
                    mean[d] += centroid[d] * sizes[cluster] / total;
                }
            }
            double[][] centred = new double[sizes.length][dimensions];
            for (int cluster = 0; cluster < sizes.length; cluster++) {
                float[] centroid = clusters.centroids().vector(cluster);
                for (int d = 0; d < dimensions; d++) {
                    centred[cluster][d] = (centroid[d] - mean[d]) * Math.sqrt(sizes[cluster] / total);
                }
            }
            return centred;
        }
    }
}
