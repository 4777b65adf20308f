package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.LocalBlocks;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

class NeighbourContrastTest {

    private static final int FULL = 20;

    @Test
    void aRowOfFewNeighboursIsCorrectedByTheirCloseness() {
        CsrTable similarities = CsrTable.builder(3)
                .row(new int[] {1, 2}, new float[] {0.8f, 0.2f}, 2)
                .row(new int[] {0, 2}, new float[] {0.8f, 0.6f}, 2)
                .row(new int[] {1, 0}, new float[] {0.6f, 0.2f}, 2).build();
        NeighbourContrast contrast = NeighbourContrast.of(similarities, FULL);

        assertThat(contrast.closeness()).containsExactly(new float[] {0.5f, 0.7f, 0.4f}, within(1e-6f));
        assertThat(contrast.threshold()).containsOnly(0);
        assertThat(weights(contrast).weightArray()).containsExactly(new float[] {
            0.8f - 0.35f * 0.7f, 0.2f - 0.35f * 0.4f, 0.8f - 0.35f * 0.5f, 0.6f - 0.35f * 0.4f,
            0.6f - 0.35f * 0.7f, 0.2f - 0.35f * 0.5f}, within(1e-6f));
    }

    @Test
    void theLastOfAFullRowHasTheLeastWeight() {
        CsrTable similarities = similarities(new Random(1), 300);
        NeighbourContrast contrast = NeighbourContrast.of(similarities, FULL);
        for (int row = 0; row < similarities.rows(); row++) {
            int start = similarities.start(row);
            float[] weights = contrast.row(row).weights();
            double lowest = IntStream.range(start, similarities.end(row))
                    .mapToDouble(entry -> similarities.weight(entry)
                            - 0.35f * contrast.closeness()[similarities.column(entry)])
                    .min().orElseThrow();
            assertThat(weights).hasSize(FULL);
            assertThat(contrast.threshold()[row]).isCloseTo((float) lowest, within(1e-6f));
            for (int i = 0; i < weights.length; i++) {
                float expected = NeighbourContrast.weight(similarities.weight(start + i),
                        contrast.closeness()[similarities.column(start + i)], contrast.threshold()[row]);
                assertThat(weights[i]).isPositive().isCloseTo(expected, within(0.001f));
            }
        }
    }

    @Test
    void aHubIsInFewerRowsAtTheTop() {
        // Content 0 is the mean of all others, so it is near to each of them.
        Random random = new Random(2);
        float[][] vectors = new float[300][];
        float[] sum = new float[16];
        for (int i = 1; i < vectors.length; i++) {
            vectors[i] = vector(random);
            for (int d = 0; d < sum.length; d++) {
                sum[d] += vectors[i][d];
            }
        }
        vectors[0] = sum;
        CsrTable similarities = VectorNeighbours.compute(
                EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors), vectors.length, FULL, 1, LocalBlocks.PLAIN,
                Progress.NONE);
        CsrTable weights = weights(NeighbourContrast.of(similarities, FULL));

        assertThat(rowsThatItLeads(weights, 0)).isLessThan(rowsThatItLeads(similarities, 0) / 2);
    }

    @Test
    void aContentOutsideTheTableHasTheRowThatItWouldHaveInIt() {
        CsrTable similarities = similarities(new Random(3), 200);
        NeighbourContrast contrast = NeighbourContrast.of(similarities, FULL);
        int start = similarities.start(7);
        SparseVector nearest = new SparseVector(
                Arrays.copyOfRange(similarities.columnArray(), start, similarities.end(7)),
                Arrays.copyOfRange(similarities.weightArray(), start, similarities.end(7)));
        NeighbourContrast.Row row = contrast.row(nearest, FULL);

        assertThat(row.threshold()).isEqualTo(contrast.threshold()[7]);
        assertThat(row.closeness()).isEqualTo(contrast.closeness()[7]);
        assertThat(row.weights().weights()).isEqualTo(contrast.row(7).weights());
        assertThat(row.weights().ordinals()).isEqualTo(contrast.row(7).columns());
        assertThat(contrast.row(SparseVector.EMPTY, FULL).closeness()).isZero();
    }

    @Test
    void aContentThatIsNewerThanTheTableHasNoNeighbours() {
        NeighbourContrast contrast = NeighbourContrast.of(similarities(new Random(4), 30), FULL);
        assertThat(contrast.row(29).columns()).hasSize(FULL);
        assertThat(contrast.row(30).columns()).isEmpty();
    }

    /** Returns the weights of all rows. */
    private static CsrTable weights(NeighbourContrast contrast) {
        CsrTable.Builder weights = CsrTable.builder(contrast.similarities().columns());
        for (int content = 0; content < contrast.similarities().rows(); content++) {
            SparseTable.Row row = contrast.row(content);
            weights.row(row.columns(), row.weights(), row.columns().length);
        }
        return weights.build();
    }

    /** Vectors with a common part, as those of texts have: the similarities of a row differ little. */
    private static CsrTable similarities(Random random, int contents) {
        float[][] vectors = new float[contents][];
        Arrays.setAll(vectors, i -> vector(random));
        return VectorNeighbours.compute(
                EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors), contents, FULL, 1, LocalBlocks.PLAIN,
                Progress.NONE);
    }

    private static float[] vector(Random random) {
        float[] vector = new float[16];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = 0.6f + (float) random.nextGaussian();
        }
        return vector;
    }

    private static long rowsThatItLeads(CsrTable table, int content) {
        return IntStream.range(0, table.rows()).filter(row -> table.end(row) > table.start(row))
                .filter(row -> IntStream.range(table.start(row), table.end(row)).boxed()
                        .max((a, b) -> Float.compare(table.weight(a), table.weight(b)))
                        .map(entry -> table.column(entry) == content).orElse(false))
                .count();
    }
}
