package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.EmbeddingTable.Metric;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.sparse.TopEntries;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

class QuantizedVectorsTest {

    @Property(tries = 100)
    void productsAreWithinTheBounds(
            @ForAll @IntRange(min = 1, max = 200) int rows, @ForAll @IntRange(min = 1, max = 70) int dimensions,
            @ForAll long seed) {
        EmbeddingTable table = EmbeddingTable.of(Metric.INNER_PRODUCT, vectors(rows, dimensions, seed));
        float[] query = vectors(1, dimensions, seed + 1)[0];
        QuantizedVectors quantized = QuantizedVectors.of(table);

        QuantizedVectors.Bounds bounds = quantized.bounds(query);

        for (int row = 0; row < rows; row++) {
            float product = product(query, table.vector(row));
            assertThat(product).isGreaterThanOrEqualTo(bounds.lower(row));
            assertThat(isBetween(bounds, row, product, Float.POSITIVE_INFINITY)).as("upper bound").isTrue();
        }
    }

    @Property(tries = 100)
    void theHighestLowerBoundsAreOfGroupsOfRows(@ForAll @IntRange(min = 1, max = 200) int rows, @ForAll long seed) {
        EmbeddingTable table = EmbeddingTable.of(Metric.INNER_PRODUCT, vectors(rows, 8, seed));

        QuantizedVectors.Bounds bounds = QuantizedVectors.of(table).bounds(vectors(1, 8, seed + 1)[0]);

        for (float floor : bounds.highest()) {
            long groups = IntStream.range(0, bounds.highest().length).filter(i -> bounds.highest()[i] >= floor).count();
            assertThat(IntStream.range(0, bounds.highest().length * InnerProducts.GROUP)
                    .filter(row -> bounds.lower(row) >= floor).count()).isGreaterThanOrEqualTo(groups);
        }
    }

    private static boolean isBetween(QuantizedVectors.Bounds bounds, int row, float floor, float below) {
        return (bounds.rowsBetween(row / BlockedVectors.BLOCK, floor, below) >>> row & 1) == 1;
    }

    @Property(tries = 100)
    void aSearchHasTheDigitsOfAComparisonWithAllRows(
            @ForAll @IntRange(min = 1, max = 3000) int rows, @ForAll @IntRange(min = 1, max = 40) int dimensions,
            @ForAll @IntRange(min = 1, max = 120) int topK, @ForAll @IntRange(min = 1, max = 30) int acceptedShare,
            @ForAll long seed) {
        EmbeddingTable table = EmbeddingTable.of(Metric.INNER_PRODUCT, vectors(rows, dimensions, seed));
        float[] query = vectors(1, dimensions, seed + 1)[0];
        IntPredicate accept = content -> content % acceptedShare == 0;
        TopEntries all = new TopEntries(topK, seed);
        all.begin(0);
        for (int row = 0; row < rows; row++) {
            if (accept.test(row)) {
                all.offer(row, product(query, table.vector(row)));
            }
        }
        SparseVector expected = all.endRow();

        SparseVector found = ExactIndex.of(table, seed).search(query, topK, accept);

        assertThat(found.ordinals()).isEqualTo(expected.ordinals());
        assertThat(found.weights()).isEqualTo(expected.weights());
    }

    /** Some vectors are equal, and lengths differ by orders of magnitude. */
    private static float[][] vectors(int rows, int dimensions, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[rows][];
        for (int row = 0; row < rows; row++) {
            double length = Math.exp(2 * random.nextGaussian());
            float[] vector = new float[dimensions];
            for (int d = 0; d < dimensions; d++) {
                vector[d] = (float) (length * random.nextGaussian());
            }
            vectors[row] = row > 0 && random.nextInt(5) == 0 ? vectors[random.nextInt(row)] : vector;
        }
        return vectors;
    }

    private static float product(float[] one, float[] other) {
        float sum = 0;
        for (int d = 0; d < one.length; d++) {
            sum = Math.fma(one[d], other[d], sum);
        }
        return sum;
    }
}
