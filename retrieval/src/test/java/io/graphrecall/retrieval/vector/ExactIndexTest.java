package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.EmbeddingTable.Metric;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

class ExactIndexTest {

    @Property(tries = 200)
    void aSearchFindsTheNearestOfAll(
            @ForAll @IntRange(min = 0, max = 200) int count,
            @ForAll @IntRange(min = 1, max = 21) int dimensions,
            @ForAll @IntRange(min = 0, max = 50) int topK,
            @ForAll Metric metric,
            @ForAll long seed) {
        float[][] vectors = RandomVectors.of(count + 1, dimensions, seed);
        vectors[count] = new float[dimensions];
        vectors[count][0] = 2; // defines the dimensions of the space
        float[] query = new float[dimensions];
        for (int d = 0; d < dimensions; d++) {
            query[d] = (float) ((d + seed % 7) % 5 - 2);
        }
        IntPredicate accept = content -> content % 3 != 0;

        SparseVector found = ExactIndex.of(EmbeddingTable.of(metric, vectors), seed).search(query, topK, accept);

        double[] expected = IntStream.range(0, vectors.length).filter(accept)
                .mapToDouble(content -> score(metric, query, vectors[content])).filter(score -> score > 1e-6)
                .boxed().sorted(Comparator.reverseOrder()).limit(topK).mapToDouble(Double::doubleValue).toArray();
        assertFound(metric, query, vectors, found.ordinals(), found.weights(), expected);
        assertThat(Arrays.stream(found.ordinals())).allMatch(accept::test);
    }

    @Property(tries = 100)
    void aScanByUpperBoundsFindsEveryContentAboveItsFloor(
            @ForAll @IntRange(min = 1, max = 200) int count, @ForAll @IntRange(min = 1, max = 21) int dimensions,
            @ForAll Metric metric, @ForAll long seed) {
        Random random = new Random(seed);
        float[][] vectors = RandomVectors.of(count + 1, dimensions, seed);
        vectors[count] = new float[dimensions];
        vectors[count][0] = 2; // defines the dimensions of the space
        EmbeddingTable table = EmbeddingTable.of(metric, vectors);
        ExactIndex index = ExactIndex.of(table, seed);
        float[] floor = new float[vectors.length];
        for (int content = 0; content < floor.length; content++) {
            floor[content] = random.nextFloat(0.5f);
        }
        float[] vector = new float[dimensions];
        vector[0] = 1;
        for (int content = 0; content < count; content += 10) {
            float[] nearby = table.vectorOf(content);
            vector = nearby == null ? vector : nearby;
            Map<Integer, Float> expected = new LinkedHashMap<>();
            index.scan(vector, (other, highest) -> true, (other, score) -> {
                if (score > floor[other]) {
                    expected.put(other, score);
                }
            });
            Map<Integer, Float> found = new LinkedHashMap<>();
            index.scan(vector, (other, highest) -> highest > floor[other], (other, score) -> {
                if (score > floor[other]) {
                    found.put(other, score);
                }
            });
            assertThat(found).containsExactlyEntriesOf(expected);
        }
    }

    @Property(tries = 100)
    void theNeighbourTableHasTheNearestOfEveryContent(
            @ForAll @IntRange(min = 1, max = 300) int count,
            @ForAll @IntRange(min = 1, max = 9) int dimensions,
            @ForAll @IntRange(min = 1, max = 20) int neighbours,
            @ForAll Metric metric,
            @ForAll long seed) {
        float[][] vectors = RandomVectors.of(count, dimensions, seed);
        CsrTable table = VectorNeighbours.compute(
                EmbeddingTable.of(metric, vectors), count, neighbours, seed, LocalBlocks.PLAIN, Progress.NONE);

        assertThat(table.rows()).isEqualTo(count);
        for (int row = 0; row < count; row++) {
            int from = row;
            float[] query = vectors[row];
            int[] found = Arrays.copyOfRange(table.columnArray(), table.start(row), table.end(row));
            float[] scores = Arrays.copyOfRange(table.weightArray(), table.start(row), table.end(row));
            double[] expected = IntStream.range(0, count).filter(other -> other != from && query != null)
                    .mapToDouble(other -> score(metric, query, vectors[other])).filter(score -> score > 1e-6)
                    .boxed().sorted(Comparator.reverseOrder()).limit(neighbours).mapToDouble(Double::doubleValue)
                    .toArray();
            assertThat(found).doesNotContain(row);
            assertFound(metric, query, vectors, found, scores, expected);
        }
    }

    @Test
    void equalScoresAreNotOrderedByOrdinal() {
        float[][] equal = new float[400][];
        Arrays.fill(equal, new float[] {1, 1});
        EmbeddingTable table = EmbeddingTable.of(Metric.COSINE, equal);
        int[] one = ExactIndex.of(table, 1).search(new float[] {1, 0}, 20, content -> true).ordinals();
        int[] other = ExactIndex.of(table, 2).search(new float[] {1, 0}, 20, content -> true).ordinals();
        assertThat(one).isEqualTo(ExactIndex.of(table, 1).search(new float[] {1, 0}, 20, content -> true).ordinals());
        assertThat(other).isNotEqualTo(one);
        assertThat(Arrays.stream(one).average().orElseThrow()).isBetween(100.0, 300.0);
    }

    @Test
    void aQueryOfOtherDimensionsIsRefused() {
        ExactIndex index = ExactIndex.of(EmbeddingTable.of(Metric.COSINE, new float[][] {{1, 0}}), 1);
        assertThatIllegalArgumentException().isThrownBy(() -> index.search(new float[3], 1, content -> true))
                .withMessage("The query vector has 3 dimensions, but the space has 2");
        assertThat(index.search(new float[2], 1, content -> true).isEmpty()).isTrue();
    }

    private static void assertFound(
            Metric metric, float[] query, float[][] vectors, int[] found, float[] scores, double[] expected) {
        Set<Integer> distinct = new HashSet<>();
        double[] actual = new double[found.length];
        for (int i = 0; i < found.length; i++) {
            actual[i] = scores[i];
            assertThat(distinct.add(found[i])).isTrue();
            assertThat(actual[i]).isCloseTo(score(metric, query, vectors[found[i]]), within(1e-4));
        }
        // Scores within rounding errors of 0 may be found or not.
        assertThat(Arrays.stream(actual).filter(score -> score > 1e-4).toArray())
                .containsExactly(Arrays.stream(expected).filter(score -> score > 1e-4).toArray(), within(1e-4));
    }

    /** Returns 0 if a vector is missing or zero. */
    private static double score(Metric metric, float[] one, float @Nullable [] other) {
        if (other == null) {
            return 0;
        }
        double product = 0;
        double ones = 0;
        double others = 0;
        for (int d = 0; d < one.length; d++) {
            product += (double) one[d] * other[d];
            ones += (double) one[d] * one[d];
            others += (double) other[d] * other[d];
        }
        if (metric == Metric.INNER_PRODUCT || product == 0) {
            return product;
        }
        return product / Math.sqrt(ones * others);
    }
}
