package io.graphrecall.retrieval;

import io.graphrecall.generation.CsrTable;

/** Test tables whose entries have weight 1. */
public final class BinaryTable {

    private BinaryTable() {}

    /** Returns a table with these columns in each row. */
    public static CsrTable of(int columns, int[][] rows) {
        CsrTable.Builder table = CsrTable.builder(columns);
        for (int[] row : rows) {
            for (int column : row) {
                table.add(column, 1);
            }
            table.endRow();
        }
        return table.build();
    }
}
