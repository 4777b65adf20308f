package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.EmbeddingTable.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Compares HNSW with the exact index. */
class HnswIndexTest {

    private static final int TOP = 20;

    private static EmbeddingTable table(Metric metric) {
        return EmbeddingTable.of(metric, RandomVectors.of(3_000, 12, 5));
    }

    @ParameterizedTest
    @EnumSource
    void recallIsHighAndScoresAreExact(Metric metric) {
        EmbeddingTable table = table(metric);
        ExactIndex exact = ExactIndex.of(table, 1);
        HnswIndex index = HnswIndex.of(table, exact, 1);
        assertThat(index.recall(TOP, 100)).isBetween(0.95, 1.0);
        float[] query = Arrays.copyOf(table.valueArray(), 12);
        assertThat(index.search(query, 1, content -> true).weights()[0])
                .isCloseTo(exact.search(query, 1, content -> true).weights()[0], within(1e-5f));
    }

    @Test
    void theFilterAppliesDuringTheSearchAndATightOneGivesExactResults() {
        EmbeddingTable table = table(Metric.COSINE);
        ExactIndex exact = ExactIndex.of(table, 1);
        HnswIndex index = HnswIndex.of(table, exact, 1);
        float[] query = Arrays.copyOf(table.valueArray(), 12);
        int[] half = index.search(query, TOP, content -> content % 2 == 0).ordinals();
        assertThat(half).hasSize(TOP);
        assertThat(IntStream.of(half)).allMatch(content -> content % 2 == 0);
        assertThat(index.search(query, TOP, content -> content % 200 == 0).ordinals())
                .isEqualTo(exact.search(query, TOP, content -> content % 200 == 0).ordinals());
    }

    @Test
    void concurrentSearchesAreIndependent() {
        EmbeddingTable table = table(Metric.COSINE);
        HnswIndex index = HnswIndex.of(table, ExactIndex.of(table, 1), 1);
        int[][] sequential = IntStream.range(0, 200).mapToObj(row -> search(index, table, row)).toArray(int[][]::new);
        int[][] concurrent = IntStream.range(0, 200).parallel().mapToObj(row -> search(index, table, row))
                .toArray(int[][]::new);
        assertThat(concurrent).isDeepEqualTo(sequential);
    }

    private static int[] search(HnswIndex index, EmbeddingTable table, int row) {
        float[] query = Arrays.copyOfRange(table.valueArray(), row * 12, row * 12 + 12);
        return index.search(query, TOP, content -> true).ordinals();
    }

    @Test
    void onlyLargeSpacesUseHnsw() {
        EmbeddingTable table = EmbeddingTable.of(Metric.COSINE, RandomVectors.of(50, 4, 5));
        ExactIndex exact = ExactIndex.of(table, 1);
        assertThat(VectorIndex.of(table, exact, SpaceParameters.DEFAULT, 1)).isSameAs(exact);
        SpaceParameters few = new SpaceParameters(10, ClusterParameters.DEFAULT, 20);
        assertThat(VectorIndex.of(table, exact, few, 1)).isInstanceOf(HnswIndex.class);
    }

    @Test
    void aQueryOfOtherDimensionsIsRefused() {
        EmbeddingTable table = table(Metric.COSINE);
        HnswIndex index = HnswIndex.of(table, ExactIndex.of(table, 1), 1);
        assertThatIllegalArgumentException().isThrownBy(() -> index.search(new float[3], 1, content -> true))
                .withMessage("The query vector has 3 dimensions, but the space has 12");
    }
}
