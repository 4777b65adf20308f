package io.graphrecall.gnn.deepmatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives elements numbers in the order in which they come, so that a batch encodes each once. Not thread-safe. */
public final class Numbering {

    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Integer> elements = new ArrayList<>();

    /** @param first get the first numbers */
    public Numbering(int[] first) {
        of(first);
    }

    /** The numbers of some elements; new ones get the next. */
    public long[] of(int[] some) {
        return Arrays.stream(some).mapToLong(this::number).toArray();
    }

    /** The elements by their numbers. */
    public int[] elements() {
        return elements.stream().mapToInt(Integer::intValue).toArray();
    }

    private int number(int element) {
        return numbers.computeIfAbsent(element, none -> {
            elements.add(element);
            return elements.size() - 1;
        });
    }
}
