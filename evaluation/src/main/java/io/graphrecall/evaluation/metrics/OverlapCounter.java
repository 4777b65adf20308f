package io.graphrecall.evaluation.metrics;

import io.graphrecall.evaluation.lists.RecallList;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counter of contents that two lists of the same request have in common. Not thread-safe. */
public final class OverlapCounter {

    private final List<String> names;
    /** Number of common contents {@code [list, list]}; on the diagonal, the contents of the list. */
    private final long[][] common;

    /** @param names names of at most 64 lists */
    public OverlapCounter(List<String> names) {
        this.names = List.copyOf(names);
        if (names.size() > Long.SIZE) {
            throw new IllegalArgumentException(
                    "the overlap of " + names.size() + " lists was requested, at most " + Long.SIZE + " are supported");
        }
        common = new long[names.size()][names.size()];
    }

    /** Adds the lists of one request by name. A missing list counts as empty. */
    public void add(Map<String, RecallList> lists) {
        Map<String, Long> masks = new HashMap<>();
        for (int list = 0; list < names.size(); list++) {
            RecallList named = lists.get(names.get(list));
            if (named != null) {
                for (RecallList.Entry entry : named.contents()) {
                    masks.merge(entry.contentId(), 1L << list, (a, b) -> a | b);
                }
            }
        }
        masks.values().forEach(this::count);
    }

    private void count(long listMask) {
        for (long left = listMask; left != 0; left &= left - 1) {
            long[] row = common[Long.numberOfTrailingZeros(left)];
            for (long others = listMask; others != 0; others &= others - 1) {
                row[Long.numberOfTrailingZeros(others)]++;
            }
        }
    }

    /** Returns the share of the contents of a list that another list has too, by list and other list; 0 for no content. */
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
