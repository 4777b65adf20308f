package io.graphrecall.gnn.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Row numbers of the distinct elements of a batch, in order of first appearance, so that each element is encoded once. Not
 * thread-safe.
 */
public final class BatchRows {

    private final Map<Integer, Integer> rowOf = new HashMap<>();
    private final List<Integer> elements = new ArrayList<>();

    /** @param first elements that get the first rows */
    public BatchRows(int[] first) {
        of(first);
    }

    /** Returns the rows of some elements; a new element gets the next row. */
    public long[] of(int[] some) {
        return Arrays.stream(some).mapToLong(this::row).toArray();
    }

    /** Returns the elements by row. */
    public int[] elements() {
        return elements.stream().mapToInt(Integer::intValue).toArray();
    }

    private int row(int element) {
        return rowOf.computeIfAbsent(element, none -> {
            elements.add(element);
            return elements.size() - 1;
        });
    }
}
