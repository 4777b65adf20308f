package io.graphrecall.metapath.clickthrough;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.TopEntries;

/**
 * Query-to-content table by click-through:
 *
 * <pre>
 * n(q, c)      = w(q, c) + itemShare x sum over items i of w(q, i) x similarity(i, c)
 * T(q)         = sum over targets t of w(q, t)
 * weight(q, c) = n(q, c) / max n(q, .) x T(q) / (smoothing + T(q))
 * </pre>
 *
 * w is the weight of {@link QueryClickThrough}. A query with few engagements has small weights in its whole row.
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
            double total = 0;
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
            double scale = total / (parameters.smoothing() + total) / largest(sum);
            best.begin(query);
            for (int i = 0; i < sum.size(); i++) {
                best.offer(sum.ordinal(i), sum.sum(i) * scale);
            }
            best.endRow(table);
        }
        return table.build();
    }

    private static float largest(SparseSum sum) {
        float largest = 0;
        for (int i = 0; i < sum.size(); i++) {
            largest = Math.max(largest, sum.sum(i));
        }
        return largest;
    }
}
