package io.graphrecall.benchmarks.match;

import io.graphrecall.retrieval.ContentPopularity;
import io.graphrecall.retrieval.GraphTables;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Spread of a model's lists of {@value #SIZE} contents over the catalogue.
 *
 * @param uniqueContents number of different contents in all lists
 * @param tailShare      share of the lists' contents outside the top 20 % by popularity
 */
record ModelLists(int uniqueContents, double tailShare) {

    static final int SIZE = 100;

    /** @param lists ordinals of contents */
    static ModelLists of(GraphTables tables, List<int[]> lists) {
        BitSet head = ContentPopularity.head(ContentPopularity.logarithms(tables.positives()));
        BitSet unique = new BitSet();
        lists.forEach(list -> Arrays.stream(list).forEach(unique::set));
        long total = lists.stream().mapToLong(list -> list.length).sum();
        long tail = lists.stream().flatMapToInt(Arrays::stream).filter(content -> !head.get(content)).count();
        return new ModelLists(unique.cardinality(), tail / (double) Math.max(1, total));
    }
}
