package io.graphrecall.retrieval.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.CsrTable;
import org.junit.jupiter.api.Test;

class SparseProductsTest {

    @Test
    void maxProductKeepsTheLargestWeight() {
        CsrTable first = CsrTable.builder(2).add(0, 1).add(1, 0.5f).endRow().endRow().build();
        CsrTable second = CsrTable.builder(3).add(2, 0.25f).add(0, 1).endRow().add(2, 1).endRow().build();

        CsrTable product = SparseProducts.maxProduct(first, second);

        assertThat(product.rows()).isEqualTo(2);
        assertThat(product.columnArray()).containsExactly(0, 2);
        assertThat(product.weightArray()).containsExactly(1, 0.5f);
    }

    @Test
    void elementwiseMaxMergesTwoTables() {
        CsrTable one = CsrTable.builder(4).add(0, 1).add(2, 0.5f).endRow().endRow().build();
        CsrTable other = CsrTable.builder(4).add(2, 0.75f).add(3, 1).endRow().add(1, 1).endRow().build();

        CsrTable merged = SparseProducts.elementwiseMax(one, other);

        assertThat(merged.columnArray()).containsExactly(0, 2, 3, 1);
        assertThat(merged.weightArray()).containsExactly(1, 0.75f, 1, 1);
        assertThat(merged.end(0)).isEqualTo(3);
    }
}
