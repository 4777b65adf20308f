package io.graphrecall.retrieval.tables;

import com.carrotsearch.hppc.IntArrayList;
import io.graphrecall.generation.CsrTable;

/** Products and unions of sparse tables that keep the maximum weight. */
final class SparseProducts {

    private SparseProducts() {}

    /** Returns the max-times product of two tables: the largest weight over the middle nodes. Columns ascend. */
    static CsrTable maxProduct(CsrTable first, CsrTable second) {
        CsrTable.Builder product = CsrTable.builder(second.columns());
        float[] weights = new float[second.columns()];
        IntArrayList columns = new IntArrayList();
        for (int row = 0; row < first.rows(); row++) {
            columns.clear();
            for (int i = first.start(row); i < first.end(row); i++) {
                int middle = first.column(i);
                for (int j = second.start(middle); j < second.end(middle); j++) {
                    float weight = first.weight(i) * second.weight(j);
                    int column = second.column(j);
                    if (weight <= 0) {
                        continue;
                    }
                    if (weights[column] == 0) {
                        columns.add(column);
                    }
                    weights[column] = Math.max(weights[column], weight);
                }
            }
            columns.sort();
            for (int i = 0; i < columns.size(); i++) {
                int column = columns.get(i);
                product.add(column, weights[column]);
                weights[column] = 0;
            }
            product.endRow();
        }
        return product.build();
    }

    /** Returns the entries of both tables with the larger weight of equal columns. Columns ascend. */
    static CsrTable elementwiseMax(CsrTable one, CsrTable other) {
        CsrTable.Builder merged = CsrTable.builder(one.columns());
        for (int row = 0; row < one.rows(); row++) {
            int i = one.start(row);
            int j = other.start(row);
            while (i < one.end(row) || j < other.end(row)) {
                int left = i < one.end(row) ? one.column(i) : Integer.MAX_VALUE;
                int right = j < other.end(row) ? other.column(j) : Integer.MAX_VALUE;
                float weight = Math.max(left <= right ? one.weight(i) : 0, right <= left ? other.weight(j) : 0);
                merged.add(Math.min(left, right), weight);
                i += left <= right ? 1 : 0;
                j += right <= left ? 1 : 0;
            }
            merged.endRow();
        }
        return merged.build();
    }
}
