package io.graphrecall.evaluation.metrics;

import io.graphrecall.evaluation.lists.RecallList;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how much the lists of a question hold in common, over many questions. Not thread-safe. */
public final class OverlapCounter {

    private final List<String> names;
    /** By list and list: contents that both hold; on the diagonal, contents that the one holds. */
    private final long[][] common;

    /** @param names the lists, 64 at most */
    public OverlapCounter(List<String> names) {
        this.names = List.copyOf(names);
        if (names.size() > Long.SIZE) {
            throw new IllegalArgumentException(names.size() + " lists are more than " + Long.SIZE);
        }
        common = new long[names.size()][names.size()];
    }

    /** Counts the lists of one question. A list that is not named holds nothing. */
    public void add(Map<String, RecallList> lists) {
        Map<String, Long> holders = new HashMap<>();
        for (int list = 0; list < names.size(); list++) {
            RecallList named = lists.get(names.get(list));
            if (named != null) {
                for (RecallList.Entry entry : named.contents()) {
                    holders.merge(entry.contentId(), 1L << list, (a, b) -> a | b);
                }
            }
        }
        holders.values().forEach(this::count);
    }

    private void count(long holders) {
        for (long left = holders; left != 0; left &= left - 1) {
            long[] row = common[Long.numberOfTrailingZeros(left)];
            for (long others = holders; others != 0; others &= others - 1) {
                row[Long.numberOfTrailingZeros(others)]++;
            }
        }
    }

    /** By list and other list: the share of what the one holds that the other holds too; 0 where it holds nothing. */
    public Map<String, Map<String, Double>> overlap() {
        Map<String, Map<String, Double>> overlap = new LinkedHashMap<>();
        for (int list = 0; list < names.size(); list++) {
            Map<String, Double> row = new LinkedHashMap<>();
            for (int other = 0; other < names.size(); other++) {
                row.put(names.get(other), common[list][other] / (double) Math.max(1, common[list][list]));
            }
            overlap.put(names.get(list), row);
        }
        return overlap;
    }
}
