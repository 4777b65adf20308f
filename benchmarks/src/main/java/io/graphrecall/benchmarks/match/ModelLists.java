package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.retrieval.GraphTables;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spread of a model's lists of {@value #SIZE} contents over the catalogue.
 *
 * @param uniqueContents number of different contents in all lists
 * @param tailShare      share of the lists' contents outside the top 20 % by training positives
 */
record ModelLists(int uniqueContents, double tailShare) {

    static final int SIZE = 100;

    /** @param lists ordinals of contents */
    static ModelLists of(GraphTables tables, List<int[]> lists) {
        int[] positives = tables.positives();
        BitSet head = new BitSet();
        IntStream.range(0, positives.length).boxed()
                .sorted(Comparator.comparing((Integer content) -> positives[content]).reversed())
                .limit(positives.length / 5).forEach(head::set);
        BitSet unique = new BitSet();
        lists.forEach(list -> Arrays.stream(list).forEach(unique::set));
        long total = lists.stream().mapToLong(list -> list.length).sum();
        long tail = lists.stream().flatMapToInt(Arrays::stream).filter(content -> !head.get(content)).count();
        return new ModelLists(unique.cardinality(), tail / (double) Math.max(1, total));
    }

    /** Returns the rank of a content in a list from 1; 0 if it is not in it. */
    static int rank(int[] list, int content) {
        for (int i = 0; i < Math.min(list.length, RankingMetrics.SIZES.getLast()); i++) {
            if (list[i] == content) {
                return i + 1;
            }
        }
        return 0;
    }
}
