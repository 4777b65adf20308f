package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.EmbeddingTable.Metric;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.schema.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Compares the search in a graph with the exact index. */
class ProximityIndexTest {

    private static final int TOP = 20;
    private static final int ROWS = 1_000;
    private static final int DIMENSIONS = 8;

    private static final EmbeddingTable TABLE = table(Metric.COSINE);
    private static final ExactIndex EXACT = ExactIndex.of(TABLE, 1);
    private static final ProximityIndex INDEX = ProximityIndex.of(TABLE, EXACT, 40, 1);

    private static EmbeddingTable table(Metric metric) {
        return EmbeddingTable.of(metric, RandomVectors.of(ROWS, DIMENSIONS, 5));
    }

    private static List<float[]> rows(EmbeddingTable table, int count) {
        return IntStream.range(0, count).mapToObj(table::vector).toList();
    }

    private static void assertSame(SparseVector actual, SparseVector expected) {
        assertThat(actual.ordinals()).isEqualTo(expected.ordinals());
        assertThat(actual.weights()).isEqualTo(expected.weights());
    }

    @Test
    void findsNearlyAllByCosineWithExactScores() {
        assertThat(INDEX.recall(rows(TABLE, 100), TOP)).isBetween(0.98, 1.0);
        float[] query = TABLE.vector(0);
        assertSame(INDEX.search(query, 3, content -> true), EXACT.search(query, 3, content -> true));
    }

    @Test
    void findsNearlyAllByInnerProduct() {
        EmbeddingTable table = table(Metric.INNER_PRODUCT);
        ProximityIndex index = ProximityIndex.of(table, ExactIndex.of(table, 1), 40, 1);
        assertThat(index.recall(rows(table, 100), TOP)).isBetween(0.96, 1.0);
    }

    /** Searches start in each of the groups. */
    @Test
    void findsGroupsThatAreFarApart() {
        Random random = new Random(5);
        float[][] centres = new float[10][DIMENSIONS];
        float[][] vectors = new float[ROWS][DIMENSIONS];
        for (int i = 0; i < ROWS; i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                if (i < centres.length) {
                    centres[i][d] = (float) random.nextGaussian();
                }
                vectors[i][d] = centres[i % centres.length][d] + 0.3f * (float) random.nextGaussian();
            }
        }
        EmbeddingTable table = EmbeddingTable.of(Metric.COSINE, vectors);
        ProximityIndex index = ProximityIndex.of(table, ExactIndex.of(table, 1), 80, 1);

        assertThat(index.recall(rows(table, 100), TOP)).isBetween(0.98, 1.0);
    }

    /** Searches by scan, because there are so few rows, and in the graph, whatever they cost. */
    @ParameterizedTest
    @ValueSource(ints = {2, 10, 50, ROWS})
    void findsNearlyAllThatAFilterAccepts(int oneIn) {
        ByteRows bytes = ByteRows.of(TABLE);
        ProximityGraph graph = ProximityGraph.of(TABLE, bytes, 1, Progress.NONE);
        ProximityIndex inGraph = new ProximityIndex(TABLE, EXACT, bytes, graph, 40, 0);
        IntPredicate accept = content -> content % oneIn == 0;
        for (ProximityIndex index : List.of(INDEX, inGraph)) {
            int found = 0;
            int expected = 0;
            for (float[] query : rows(TABLE, 20)) {
                int[] nearest = index.search(query, TOP, accept).ordinals();
                assertThat(nearest).doesNotHaveDuplicates();
                assertThat(IntStream.of(nearest)).allMatch(accept::test);
                int[] best = EXACT.search(query, TOP, accept).ordinals();
                expected += best.length;
                found += (int) IntStream.of(best).filter(one -> IntStream.of(nearest).anyMatch(x -> x == one)).count();
            }
            assertThat(found / (double) expected).isGreaterThan(0.98);
        }
    }

    @Test
    void theGraphDoesNotDependOnTheNumberOfThreads() throws Exception {
        EmbeddingTable table = table(Metric.INNER_PRODUCT);
        ByteRows bytes = ByteRows.of(table);
        ProximityGraph parallel = ProximityGraph.of(table, bytes, 3, Progress.NONE);
        ProximityGraph sequential;
        try (ForkJoinPool one = new ForkJoinPool(1)) {
            sequential = one.submit(() -> ProximityGraph.of(table, bytes, 3, Progress.NONE)).get();
        }
        assertThat(parallel.links()).isEqualTo(sequential.links());
        assertThat(parallel.entries()).isEqualTo(sequential.entries());
    }

    @Test
    void concurrentSearchesAreIndependent() {
        int[][] sequential = IntStream.range(0, 200).mapToObj(row -> search(row)).toArray(int[][]::new);
        int[][] concurrent = IntStream.range(0, 200).parallel().mapToObj(row -> search(row)).toArray(int[][]::new);
        assertThat(concurrent).isDeepEqualTo(sequential);
    }

    private static int[] search(int row) {
        return INDEX.search(TABLE.vector(row), TOP, content -> true).ordinals();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 30})
    void aSmallTableIsFoundAsAWhole(int rows) {
        EmbeddingTable table = EmbeddingTable.of(Metric.INNER_PRODUCT, RandomVectors.of(rows, 3, 5));
        ExactIndex exact = ExactIndex.of(table, 1);
        ProximityIndex index = ProximityIndex.of(table, exact, 10, 1);
        float[] query = {1, 2, 3};
        assertSame(index.search(query, 100, content -> true), exact.search(query, 100, content -> true));
    }

    @Test
    void aQueryOfOtherDimensionsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> INDEX.search(new float[3], 1, content -> true))
                .withMessage("The query vector has 3 dimensions, but the space has 8");
        assertThat(INDEX.search(new float[DIMENSIONS], 1, content -> true).size()).isZero();
    }

    @Test
    void theFewestSpareCandidatesAreSelectedUnlessAScanIsFaster() {
        ByteRows bytes = ByteRows.of(TABLE);
        ProximityGraph graph = ProximityGraph.of(TABLE, bytes, 1, Progress.NONE);

        SearchGraph selected = SearchGraph.fastest(TABLE, EXACT, bytes, graph, rows(TABLE, 50), TOP, 1, 0);
        assertThat(selected).isNotNull();
        assertThat(selected.spare()).isEqualTo(50);
        assertThat(selected.recall()).isBetween(0.995, 1.0);
        assertThat(SearchGraph.fastest(
                TABLE, EXACT, bytes, graph, List.of(), TOP, 1, ProximityIndex.ROWS_PER_VISIT)).isNull();
    }

    /** Without links, a search sees the entries only. */
    @Test
    void aGraphThatFindsTooFewIsNotUsed() {
        ByteRows bytes = ByteRows.of(TABLE);
        int[] links = new int[TABLE.rows() * ProximityGraph.DEGREE];
        Arrays.fill(links, -1);
        ProximityGraph graph = new ProximityGraph(MemorySegment.ofArray(links), new int[] {0, 1, 2});

        assertThat(SearchGraph.fastest(TABLE, EXACT, bytes, graph, rows(TABLE, 50), TOP, 1, 0)).isNull();
    }

    @Test
    void anEquallyGoodResultCountsAsFound() {
        float[][] equal = new float[200][];
        Arrays.fill(equal, new float[] {1, 2, 3});
        EmbeddingTable table = EmbeddingTable.of(Metric.COSINE, equal);
        ProximityIndex index = ProximityIndex.of(table, ExactIndex.of(table, 1), 10, 1);
        assertThat(index.recall(rows(table, 5), 3)).isEqualTo(1);
    }
}
