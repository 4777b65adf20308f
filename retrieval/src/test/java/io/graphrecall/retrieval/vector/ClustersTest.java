package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.EmbeddingTable.Metric;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class ClustersTest {

    private static final int CONTENTS = 20_000;

    /** The neighbour of content i is i + 4. */
    private static final CsrTable NEIGHBOURS = CsrTable.of(CONTENTS, IntStream.rangeClosed(0, CONTENTS).toArray(),
            IntStream.range(0, CONTENTS).map(i -> (i + 4) % CONTENTS).toArray(), ones());

    @Test
    void clustersOfTheNeighboursAgreeFully() {
        assertThat(clusters(IntStream.range(0, CONTENTS).map(i -> i % 4).toArray()).agreement(NEIGHBOURS)).isEqualTo(1);
    }

    @Test
    void clustersThatDoNotDependOnTheNeighboursHaveNoAgreement() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(clusters(random.ints(CONTENTS, 0, 4).toArray()).agreement(NEIGHBOURS))
                .isCloseTo(0, within(0.03)); // five standard errors
    }

    @Test
    void contentsWithoutAClusterAreNotCompared() {
        int[] clusterOf = IntStream.range(0, CONTENTS).map(i -> i < 100 ? i % 4 : -1).toArray();
        assertThat(clusters(clusterOf).agreement(NEIGHBOURS)).isEqualTo(1);
        Arrays.fill(clusterOf, -1);
        assertThat(clusters(clusterOf).agreement(NEIGHBOURS)).isZero();
        assertThat(clusters(new int[CONTENTS]).agreement(NEIGHBOURS)).as("one cluster").isZero();
    }

    private static float[] ones() {
        float[] ones = new float[CONTENTS];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Clusters clusters(int[] clusterOf) {
        float[][] centroids = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
        return new Clusters(clusterOf, EmbeddingTable.of(Metric.COSINE, centroids), 0);
    }
}
