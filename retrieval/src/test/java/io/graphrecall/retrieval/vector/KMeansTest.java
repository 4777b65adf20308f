package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.EmbeddingTable.Metric;
import io.graphrecall.schema.Progress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

class KMeansTest {

    @Test
    void separateGroupsAreFound() {
        float[][] vectors = new float[90][];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = new float[] {0.1f * (float) random.nextGaussian(), 0.1f * (float) random.nextGaussian(), 0};
            vectors[i][i % 3] += 10;
        }
        vectors[4] = null;
        Clusters clusters = compute(vectors, new ClusterParameters(3, 3, 50, 0));
        int[] of = clusters.clusterOf();
        assertThat(of[4]).isEqualTo(-1);
        for (int i = 0; i < vectors.length; i++) {
            if (i != 4) {
                assertThat(of[i]).as("content %s", i).isEqualTo(of[i % 3]);
            }
        }
        assertThat(Arrays.stream(of).limit(3)).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(clusters.sizes()).containsExactlyInAnyOrder(30, 29, 30);
        assertThat(clusters.inertia()).isLessThan(0.001);
    }

    @Property(tries = 50)
    void everyContentIsInTheClusterOfTheNearestCentroid(
            @ForAll @IntRange(min = 1, max = 200) int count,
            @ForAll @IntRange(min = 1, max = 9) int dimensions,
            @ForAll @IntRange(min = 1, max = 80) int requested,
            @ForAll Metric metric,
            @ForAll long seed) {
        float[][] vectors = RandomVectors.of(count, dimensions, seed);
        EmbeddingTable table = EmbeddingTable.of(metric, vectors);
        Clusters clusters = KMeans.compute(
                table, count, new ClusterParameters(requested, requested, 20, 0), seed, Progress.NONE);

        assertThat(clusters.count()).isLessThanOrEqualTo(requested);
        double inertia = 0;
        for (int content = 0; content < count; content++) {
            int row = table.row(content);
            assertThat(clusters.clusterOf()[content] >= 0).isEqualTo(row >= 0);
            if (row >= 0) {
                double[] distances = new double[clusters.count()];
                Arrays.setAll(distances, cluster -> distance(table.vector(row), clusters.centroids().vector(cluster)));
                double own = distances[clusters.clusterOf()[content]];
                assertThat(own).isCloseTo(Arrays.stream(distances).min().orElseThrow(), within(1e-5));
                int nearest = clusters.nearest(table.vector(row));
                assertThat(nearest < 0 ? own : distances[nearest]).isCloseTo(own, within(1e-5));
                inertia += own / table.rows();
            }
        }
        assertThat(clusters.inertia()).isCloseTo(inertia, within(1e-5));
    }

    @Test
    void theSameSeedGivesTheSameClusters() {
        float[][] vectors = RandomVectors.of(2000, 8, 5);
        Clusters one = compute(vectors, ClusterParameters.DEFAULT);
        Clusters second = compute(vectors, ClusterParameters.DEFAULT);
        assertThat(second.clusterOf()).isEqualTo(one.clusterOf());
        assertThat(second.centroids()).isEqualTo(one.centroids());
    }

    @Test
    void iterationsReduceTheInertia() {
        float[][] vectors = RandomVectors.of(2000, 8, 5);
        assertThat(compute(vectors, new ClusterParameters(32, 32, 50, 0)).inertia())
                .isLessThan(0.95 * compute(vectors, new ClusterParameters(32, 32, 0, 0)).inertia());
    }

    @Test
    void equalVectorsFormOneCluster() {
        float[][] vectors = new float[30][];
        Arrays.fill(vectors, new float[] {2, 0});
        Clusters clusters = compute(vectors, ClusterParameters.DEFAULT);
        assertThat(clusters.count()).isEqualTo(1);
        assertThat(clusters.sizes()).containsExactly(30);
        assertThat(clusters.inertia()).isZero();
    }

    @Test
    void aSpaceWithoutVectorsHasNoClusters() {
        Clusters clusters = compute(new float[3][], ClusterParameters.DEFAULT);
        assertThat(clusters.count()).isZero();
        assertThat(clusters.clusterOf()).containsExactly(-1, -1, -1);
        assertThat(clusters.nearest(new float[] {1})).isEqualTo(-1);
    }

    @Test
    void theNumberOfClustersIsTheRootOfHalfTheContents() {
        assertThat(ClusterParameters.DEFAULT.clusters(5)).isEqualTo(5);
        assertThat(ClusterParameters.DEFAULT.clusters(100)).isEqualTo(8);
        assertThat(ClusterParameters.DEFAULT.clusters(12_101)).isEqualTo(78);
        assertThat(ClusterParameters.DEFAULT.clusters(10_000_000)).isEqualTo(1024);
    }

    private static Clusters compute(float[][] vectors, ClusterParameters parameters) {
        return KMeans.compute(
                EmbeddingTable.of(Metric.COSINE, vectors), vectors.length, parameters, 3, Progress.NONE);
    }

    /** Squared distance after scaling the vector to length 1. */
    private static double distance(float[] vector, float[] centroid) {
        float[] unit = Metric.COSINE.prepared(vector);
        double sum = 0;
        for (int d = 0; d < centroid.length; d++) {
            double difference = (unit == null ? 0 : unit[d]) - centroid[d];
            sum += difference * difference;
        }
        return sum;
    }
}
