package io.graphrecall.metapath.graph;

import io.graphrecall.generation.NodeIndex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers keys in the order in which they first come, without boxing. Not thread-safe. */
public final class KeyNumbering {

    private final List<String> keys = new ArrayList<>();

    /** Open addressing: number + 1, or 0 where free. At most half is taken. */
    private int[] slots = new int[128];

    /** The number of a key, which gets the next one where it is new. */
    public int intern(String key) {
        int slot = slotOf(key);
        if (slots[slot] == 0) {
            keys.add(key);
            slots[slot] = keys.size();
            if (keys.size() * 2 > slots.length) {
                grow();
            }
            return keys.size() - 1;
        }
        return slots[slot] - 1;
    }

    /** The number of a key; -1 where it never came. */
    public int number(String key) {
        return slots[slotOf(key)] - 1;
    }

    public int size() {
        return keys.size();
    }

    /** The keys as an index in their natural order. */
    public Sorted sorted() {
        String[] inOrder = keys.toArray(String[]::new);
        Arrays.parallelSort(inOrder);
        int[] numbers = new int[inOrder.length];
        int[] ordinals = new int[inOrder.length];
        for (int ordinal = 0; ordinal < inOrder.length; ordinal++) {
            numbers[ordinal] = number(inOrder[ordinal]);
            ordinals[numbers[ordinal]] = ordinal;
        }
        return new Sorted(NodeIndex.of(Arrays.asList(inOrder)), numbers, ordinals);
    }

    private int slotOf(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        while (slots[slot] != 0 && !keys.get(slots[slot] - 1).equals(key)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int number = 0; number < keys.size(); number++) {
            slots[slotOf(keys.get(number))] = number + 1;
        }
    }

    /**
     * Sorted keys and how their numbers became ordinals.
     *
     * @param numbers  by ordinal: the number before
     * @param ordinals by number: the ordinal
     */
    public record Sorted(NodeIndex index, int[] numbers, int[] ordinals) {

        /** The ordinal of a number. */
        public int ordinal(int number) {
            return ordinals[number];
        }
    }
}
