package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares tables with an oracle: a list with one map per row. */
class CsrTableTest {

    private static final int COLUMNS = 40;

    @Property(tries = 300)
    void rowsAreReturnedAsAdded(@ForAll("rows") List<Map<Integer, Float>> rows) {
        assertThat(contents(entryByEntry(rows))).isEqualTo(rows);
        assertThat(entryByEntry(rows)).isEqualTo(rowByRow(rows)).hasSameHashCodeAs(rowByRow(rows));
        assertThat(contents(entryByEntry(rows)).stream().map(row -> new ArrayList<>(row.keySet())))
                .containsExactlyElementsOf(rows.stream().map(row -> new ArrayList<>(row.keySet())).toList());
    }

    @Property(tries = 300)
    void theTransposeSwapsRowsAndColumns(@ForAll("rows") List<Map<Integer, Float>> rows) {
        List<Map<Integer, Float>> expected = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            Map<Integer, Float> transposed = new LinkedHashMap<>();
            for (int row = 0; row < rows.size(); row++) {
                Float weight = rows.get(row).get(column);
                if (weight != null) {
                    transposed.put(row, weight);
                }
            }
            expected.add(transposed);
        }
        CsrTable transpose = entryByEntry(rows).transpose();
        assertThat(transpose.rows()).isEqualTo(COLUMNS);
        assertThat(transpose.columns()).isEqualTo(rows.size());
        assertThat(contents(transpose)).isEqualTo(expected);
        assertThat(contents(transpose.transpose())).isEqualTo(rows);
    }

    @Test
    void entriesOfATransposedRowAreInAscendingColumnOrder() {
        CsrTable table = CsrTable.builder(2).add(1, 5).endRow().add(1, 9).add(0, 1).endRow().add(1, 7).endRow().build();
        CsrTable transpose = table.transpose();
        assertThat(List.of(transpose.column(transpose.start(1)), transpose.column(transpose.start(1) + 1),
                transpose.column(transpose.start(1) + 2))).containsExactly(0, 1, 2);
        assertThat(transpose.weight(transpose.start(1) + 1)).isEqualTo(9);
    }

    @Test
    void theBuilderGrowsForManyRowsAndEntries() {
        CsrTable.Builder builder = CsrTable.builder(1000);
        int[] columns = new int[1000];
        float[] weights = new float[1000];
        for (int row = 0; row < 2000; row++) {
            for (int i = 0; i < 1000; i++) {
                columns[i] = (row + i) % 1000;
                weights[i] = row;
            }
            builder.row(columns, weights, row % 1000);
        }
        CsrTable table = builder.build();
        assertThat(table.rows()).isEqualTo(2000);
        assertThat(table.size()).isEqualTo(999_000);
        assertThat(table.column(table.end(1999) - 1)).isEqualTo((1999 + 998) % 1000);
        assertThat(table.weight(table.start(1500))).isEqualTo(1500);
    }

    @Test
    void anEmptyTableHasItsRowsAndColumns() {
        CsrTable table = CsrTable.empty(3, 4);
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.columns()).isEqualTo(4);
        assertThat(table.size()).isZero();
        assertThat(table.transpose()).isEqualTo(CsrTable.empty(4, 3));
        assertThat(table).isEqualTo(CsrTable.builder(4).endRow().endRow().endRow().build());
        assertThat(table).hasToString("CsrTable[3 x 4, 0 entries]");
    }

    @Test
    void invalidEntriesAreRejected() {
        CsrTable.Builder builder = CsrTable.builder(3);
        assertThatThrownBy(() -> builder.add(3, 1)).hasMessage("column 3 is outside the range of the 3 columns");
        assertThatThrownBy(() -> builder.row(new int[] {-1}, new float[] {1}, 1)).hasMessageContaining("column -1");
        assertThatThrownBy(() -> builder.add(0, Float.NaN)).hasMessageContaining("is NaN");
        assertThatThrownBy(() -> CsrTable.builder(-1)).hasMessageContaining("negative: -1");
        assertThat(builder.build()).isEqualTo(CsrTable.empty(0, 3));
    }

    @Test
    void buildingWithAnUnfinishedRowFails() {
        CsrTable.Builder builder = CsrTable.builder(3).endRow().add(2, 1);
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("row 1 has 1");
    }

    @Test
    void inconsistentArraysAreRejected() {
        int[] columns = {0, 1};
        float[] weights = {1, 2};
        assertThatThrownBy(() -> CsrTable.of(2, new int[0], columns, weights)).hasMessageContaining("start with 0");
        assertThatThrownBy(() -> CsrTable.of(2, new int[] {1, 2}, columns, weights)).hasMessageContaining("with 0");
        assertThatThrownBy(() -> CsrTable.of(2, new int[] {0, 2, 1, 2}, columns, weights))
                .hasMessage("row 1 ends at 1, before its start 2");
        assertThatThrownBy(() -> CsrTable.of(2, new int[] {0, 3}, columns, weights)).hasMessageContaining("is 3");
        assertThatThrownBy(() -> CsrTable.of(2, new int[] {0, 2}, columns, new float[1]))
                .hasMessageContaining("1 weights");
        assertThatThrownBy(() -> CsrTable.of(1, new int[] {0, 2}, columns, weights)).hasMessageContaining("column 1");
        assertThatThrownBy(() -> CsrTable.of(-1, new int[] {0, 2}, columns, weights)).hasMessageContaining("negative");
    }

    @Provide
    Arbitrary<List<Map<Integer, Float>>> rows() {
        return Arbitraries.maps(Arbitraries.integers().between(0, COLUMNS - 1), Arbitraries.floats()).ofMaxSize(20)
                .list().ofMaxSize(90);
    }

    private static CsrTable entryByEntry(List<Map<Integer, Float>> rows) {
        CsrTable.Builder builder = CsrTable.builder(COLUMNS);
        for (Map<Integer, Float> row : rows) {
            row.forEach(builder::add);
            builder.endRow();
        }
        assertThat(builder.rows()).isEqualTo(rows.size());
        return builder.build();
    }

    private static CsrTable rowByRow(List<Map<Integer, Float>> rows) {
        CsrTable.Builder builder = CsrTable.builder(COLUMNS);
        int[] columns = new int[COLUMNS];
        float[] weights = new float[COLUMNS];
        for (Map<Integer, Float> row : rows) {
            int count = 0;
            for (Map.Entry<Integer, Float> entry : row.entrySet()) {
                columns[count] = entry.getKey();
                weights[count++] = entry.getValue();
            }
            builder.row(columns, weights, count);
        }
        return builder.build();
    }

    private static List<Map<Integer, Float>> contents(CsrTable table) {
        List<Map<Integer, Float>> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            Map<Integer, Float> entries = new LinkedHashMap<>();
            for (int entry = table.start(row); entry < table.end(row); entry++) {
                entries.put(table.column(entry), table.weight(entry));
            }
            rows.add(entries);
        }
        return rows;
    }
}
