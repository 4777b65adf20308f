package io.graphrecall.evaluation.spaces;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.retrieval.vector.Clusters;
import io.graphrecall.retrieval.vector.VectorSpace;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The clusters of a space on a plane: the two directions in which centroids, weighted by how many contents they stand
 * for, differ most (classical scaling, Torgerson 1952). What is near on the map need not be near in the space.
 *
 * @param label  what contents are told apart by
 * @param values of the label, those that most contents have first; not all of them
 * @param dots   contents, a sample where there are many
 * @param rings  the clusters
 */
public record ClusterMap(String label, List<String> values, List<Dot> dots, List<Ring> rings) {

    /** Values that are told apart. */
    private static final int VALUES = 8;
    /** More cannot be seen. */
    private static final int DOTS = 800;

    /**
     * A content.
     *
     * @param value which of the map's values it has, the first of several; -1 for none of them
     */
    public record Dot(double x, double y, int value) {}

    /**
     * A cluster.
     *
     * @param contents how many
     * @param value    what most of them have; empty where none has the label
     * @param share    of those that have the label: how many have that value
     */
    public record Ring(double x, double y, int contents, String value, double share) {}

    /** The map of a space; none where it has fewer than three clusters or no label tells its contents apart. */
    static Optional<ClusterMap> of(VectorSpace space, ContentLabels labels, long seed) {
        return space.clusters().count() < 3
                ? Optional.empty()
                : label(labels, space.clusters().clusterOf())
                        .map(label -> new Drawing(space, label.getValue()).map(label.getKey(), seed));
    }

    /** Of the labels that have two values or more the widest category; else what most of the space's contents have. */
    private static Optional<Map.Entry<String, ContentLabels.Label>> label(ContentLabels labels, int[] clusterOf) {
        Comparator<Map.Entry<String, ContentLabels.Label>> byContents = Comparator.comparingLong(label -> IntStream
                .range(0, clusterOf.length)
                .filter(content -> clusterOf[content] >= 0 && label.getValue().of(content).length > 0).count());
        return labels.labels().entrySet().stream().filter(label -> label.getValue().values() > 1)
                .max(Comparator.<Map.Entry<String, ContentLabels.Label>, Boolean>comparing(
                        label -> label.getKey().equals("category_1"))
                        .thenComparing(byContents)
                        .thenComparing(Map.Entry.<String, ContentLabels.Label>comparingByKey().reversed()));
    }

    private static final class Drawing {

        private final VectorSpace space;
        private final ContentLabels.Label label;
        private final List<String> names;
        /** Of each axis its direction in the space. */
        private final double[][] axes;

        Drawing(VectorSpace space, ContentLabels.Label label) {
            this.space = space;
            this.label = label;
            names = label.names();
            axes = axes(space.clusters());
        }

        ClusterMap map(String name, long seed) {
            int[] shown = shown();
            int[] dots = IntStream.range(0, space.vectors().rows()).toArray();
            if (dots.length > DOTS) {
                SplittableRandom random = new SplittableRandom(seed);
                dots = random.ints(0, dots.length).distinct().limit(DOTS).sorted().toArray();
            }
            return new ClusterMap(
                    name, Arrays.stream(shown).mapToObj(names::get).toList(),
                    Arrays.stream(dots).mapToObj(row -> dot(row, shown)).toList(), rings());
        }

        /** The values that most contents of the space have. */
        private int[] shown() {
            long[] having = new long[names.size()];
            for (int content : space.vectors().ordinalArray()) {
                for (int value : label.of(content)) {
                    having[value]++;
                }
            }
            return IntStream.range(0, having.length).filter(value -> having[value] > 0).boxed()
                    .sorted(Comparator.comparingLong((Integer value) -> -having[value]).thenComparing(names::get))
                    .limit(VALUES).mapToInt(Integer::intValue).toArray();
        }

        private Dot dot(int row, int[] shown) {
            int[] values = label.of(space.vectors().ordinal(row));
            float[] unit = EmbeddingTable.Metric.COSINE.prepared(space.vectors().vector(row));
            int value = IntStream.range(0, shown.length)
                    .filter(i -> Arrays.stream(values).anyMatch(has -> has == shown[i])).findFirst().orElse(-1);
            return unit == null ? new Dot(0, 0, value) : new Dot(along(0, unit), along(1, unit), value);
        }

        private List<Ring> rings() {
            Clusters clusters = space.clusters();
            int[][] having = new int[clusters.count()][names.size()];
            int[] labelled = new int[clusters.count()];
            for (int content = 0; content < clusters.clusterOf().length; content++) {
                int cluster = clusters.clusterOf()[content];
                if (cluster >= 0 && label.of(content).length > 0) {
                    labelled[cluster]++;
                    for (int value : label.of(content)) {
                        having[cluster][value]++;
                    }
                }
            }
            int[] sizes = clusters.sizes();
            List<Ring> rings = new ArrayList<>();
            for (int cluster = 0; cluster < sizes.length; cluster++) {
                int[] counts = having[cluster];
                int most = IntStream.range(0, counts.length).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
                float[] centroid = clusters.centroids().vector(cluster);
                rings.add(labelled[cluster] == 0
                        ? new Ring(along(0, centroid), along(1, centroid), sizes[cluster], "", 0)
                        : new Ring(along(0, centroid), along(1, centroid), sizes[cluster], names.get(most),
                                counts[most] / (double) labelled[cluster]));
            }
            return rings;
        }

        private double along(int axis, float[] vector) {
            double sum = 0;
            for (int d = 0; d < vector.length; d++) {
                sum += axes[axis][d] * vector[d];
            }
            return sum;
        }

        /** The first two eigenvectors of the weighted centroids' covariance, from their products with each other. */
        private double[][] axes(Clusters clusters) {
            int dimensions = clusters.centroids().dimensions();
            double[][] centred = centred(clusters, dimensions);
            Array2DRowRealMatrix rows = new Array2DRowRealMatrix(centred, false);
            EigenDecomposition eigen = new EigenDecomposition(rows.multiply(rows.transpose()));
            double[][] found = new double[2][];
            for (int axis = 0; axis < 2; axis++) {
                double length = Math.sqrt(Math.max(1e-12, eigen.getRealEigenvalue(axis)));
                found[axis] = rows.preMultiply(eigen.getEigenvector(axis).mapDivide(length)).toArray();
            }
            return found;
        }

        /** A row a cluster, less the mean of all contents, times the root of its share of them. */
        private double[][] centred(Clusters clusters, int dimensions) {
            int[] sizes = clusters.sizes();
            double all = Math.max(1, Arrays.stream(sizes).sum());
            double[] mean = new double[dimensions];
            for (int cluster = 0; cluster < sizes.length; cluster++) {
                float[] centroid = clusters.centroids().vector(cluster);
                for (int d = 0; d < dimensions; d++) {
                    mean[d] += centroid[d] * sizes[cluster] / all;
                }
            }
            double[][] centred = new double[sizes.length][dimensions];
            for (int cluster = 0; cluster < sizes.length; cluster++) {
                float[] centroid = clusters.centroids().vector(cluster);
                for (int d = 0; d < dimensions; d++) {
                    centred[cluster][d] = (centroid[d] - mean[d]) * Math.sqrt(sizes[cluster] / all);
                }
            }
            return centred;
        }
    }
}
