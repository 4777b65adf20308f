package io.graphrecall.metapath.clickthrough;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.TopEntries;

/**
 * Query-to-content table by click-through:
 *
 * <pre>
 * weight(q, c) = (count(q, c) + itemShare x sum over items i of count(q, i) x similarity(i, c))
 *                / (smoothing + sum over targets t of count(q, t))
 * </pre>
 */
public final class ClickThroughTable {

    private ClickThroughTable() {}

    /**
     * Computes the table, one row per query, each row by descending weight.
     *
     * @param similarToItems item to its most similar contents
     * @param seed           seed of the order of equal weights
     */
    public static CsrTable of(
            QueryClickThrough clickThrough, int queries, CsrTable similarToItems, ClickThroughParameters parameters,
            long seed) {
        CsrTable.Builder table = CsrTable.builder(similarToItems.columns());
        TopEntries best = new TopEntries(parameters.neighbours(), seed);
        SparseSum sum = new SparseSum();
        int pair = 0;
        for (int query = 0; query < queries; query++) {
            sum.clear();
            double total = parameters.smoothing();
            for (; pair < clickThrough.size() && clickThrough.query(pair) == query; pair++) {
                float weight = clickThrough.weight(pair);
                int target = clickThrough.target(pair);
                total += weight;
                if (clickThrough.isItem(pair)) {
                    sum.add(similarToItems.columnArray(), similarToItems.weightArray(), similarToItems.start(target),
                            similarToItems.end(target), (float) parameters.itemShare() * weight);
                } else {
                    sum.add(target, weight);
                }
            }
            best.begin(query);
            for (int i = 0; i < sum.size(); i++) {
                best.offer(sum.ordinal(i), sum.sum(i) / total);
            }
            best.endRow(table);
        }
        return table.build();
    }
}
