package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.EmbeddingTable.Metric;
import org.junit.jupiter.api.Test;

class EmbeddingTableTest {

    @Test
    void aCosineTableHasUnitVectors() {
        EmbeddingTable table = EmbeddingTable.of(Metric.COSINE, new float[][] {{3, 4}, null, {0, 0}, {0, -5}});
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.dimensions()).isEqualTo(2);
        assertThat(table.ordinalArray()).containsExactly(0, 3);
        assertThat(table.vector(0)).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
        assertThat(table.vector(1)).containsExactly(0, -1);
    }

    @Test
    void anInnerProductTableHasUnchangedVectors() {
        EmbeddingTable table = EmbeddingTable.of(Metric.INNER_PRODUCT, new float[][] {null, {3, 4}, {0, 0}});
        assertThat(table.valueArray()).containsExactly(3, 4, 0, 0);
        assertThat(table.ordinalArray()).containsExactly(1, 2);
    }

    @Test
    void aRowIsFoundByItsOrdinal() {
        EmbeddingTable table = EmbeddingTable.of(Metric.COSINE, new float[][] {{1}, {1}, null, {1}, null, null, {1}});
        int[] rows = new int[9];
        for (int ordinal = -1; ordinal < 8; ordinal++) {
            rows[ordinal + 1] = table.row(ordinal);
        }
        assertThat(rows).containsExactly(-1, 0, 1, -1, 2, -1, -1, 3, -1);
        assertThat(table.ordinal(3)).isEqualTo(6);
    }

    @Test
    void aTableMayBeEmpty() {
        EmbeddingTable table = EmbeddingTable.of(Metric.COSINE, new float[5][]);
        assertThat(table.rows()).isZero();
        assertThat(table.row(0)).isEqualTo(-1);
    }

    @Test
    void invalidInputIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingTable.of(Metric.COSINE, new float[][] {{1, 0}, {1}}))
                .withMessage("vector 1 has 1 dimensions, but the vectors before it have 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingTable.of(Metric.INNER_PRODUCT, new float[][] {{1, Float.NaN}}))
                .withMessage("vector 0 contains a value that is not finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingTable.of(Metric.COSINE, 2, new int[] {4}, new float[] {3, 4}))
                .withMessage("vector 4 has length 5.0, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingTable.of(Metric.COSINE, 1, new int[] {1, 1}, new float[] {1, 1}))
                .withMessage("ordinals are not ascending: row 1 has ordinal 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingTable.of(Metric.COSINE, 2, new int[] {0, 1}, new float[] {1, 0}))
                .withMessage("2 values are not 2 vectors of 2 dimensions");
    }
}
