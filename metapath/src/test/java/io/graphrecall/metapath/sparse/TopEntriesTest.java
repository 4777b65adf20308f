package io.graphrecall.metapath.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.CsrTable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

class TopEntriesTest {

    @Property
    void selectsTheLargestWeights(
            @ForAll @Size(max = 80) List<@IntRange(min = -2, max = 9) Integer> weights,
            @ForAll @IntRange(max = 20) int limit,
            @ForAll long seed) {
        CsrTable table = row(weights, limit, seed, 0);

        List<Integer> expected = weights.stream().filter(weight -> weight > 0).sorted(Comparator.reverseOrder())
                .limit(limit).toList();
        assertThat(table.size()).isEqualTo(expected.size());
        for (int entry = 0; entry < table.size(); entry++) {
            assertThat(table.weight(entry)).isEqualTo(expected.get(entry).floatValue());
            assertThat(weights.get(table.column(entry)).floatValue()).isEqualTo(table.weight(entry));
        }
        assertThat(Arrays.stream(table.columnArray()).distinct().count()).isEqualTo(table.size());
    }

    @Test
    void equalWeightsAreOrderedBySeedAndRowAndNotByColumn() {
        List<Integer> equal = IntStream.range(0, 1000).mapToObj(i -> 1).toList();

        int[] kept = row(equal, 100, 1, 0).columnArray();

        assertThat(row(equal, 100, 1, 0).columnArray()).containsExactly(kept);
        assertThat(row(equal, 100, 2, 0).columnArray()).isNotEqualTo(kept);
        assertThat(row(equal, 100, 1, 5).columnArray()).isNotEqualTo(kept);
        assertThat(Arrays.stream(kept).average().orElseThrow()).isBetween(350.0, 650.0);
    }

    @Test
    void thresholdIsTheSmallestSelectedWeight() {
        TopEntries best = new TopEntries(2, 0);
        best.begin(0);
        best.offer(1, 3);
        assertThat(best.threshold()).isZero();
        best.offer(2, 5);
        assertThat(best.threshold()).isEqualTo(3);
        best.offer(3, 4);
        assertThat(best.threshold()).isBetween(3f, 4f);
        for (int column = 4; column < 10; column++) {
            best.offer(column, column);
        }
        assertThat(best.threshold()).isBetween(7f, 8f);
    }

    private static CsrTable row(List<Integer> weights, int limit, long seed, int row) {
        TopEntries best = new TopEntries(limit, seed);
        CsrTable.Builder table = CsrTable.builder(Math.max(1, weights.size()));
        best.begin(row);
        for (int column = 0; column < weights.size(); column++) {
            best.offer(column, weights.get(column));
        }
        best.endRow(table);
        return table.build();
    }
}
