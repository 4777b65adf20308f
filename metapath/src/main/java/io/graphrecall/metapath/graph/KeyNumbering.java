package io.graphrecall.metapath.graph;

import io.graphrecall.generation.NodeIndex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Assigns consecutive numbers to keys in the order of their first use, without boxing. Not thread-safe. */
public final class KeyNumbering {

    private final List<String> keys = new ArrayList<>();

    /** Open addressing: number plus 1, or 0 if the slot is free. The load factor is at most 1/2. */
    private int[] slots = new int[128];

    /** Returns the number of a key. A new key gets the next number. */
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

    /** Number of a key; -1 if it is unknown. */
    public int number(String key) {
        return slots[slotOf(key)] - 1;
    }

    public int size() {
        return keys.size();
    }

    /** Returns the keys in their natural order. */
    public Sorted sorted() {
        return sorted(number -> 0);
    }

    /**
     * Returns the keys by ascending group, those of one group in their natural order.
     *
     * @param groupOf returns the group of the key with a number; not negative
     */
    public Sorted sorted(IntUnaryOperator groupOf) {
        String[] natural = keys.toArray(String[]::new);
        Arrays.parallelSort(natural);
        int[] numberOf = Arrays.stream(natural).mapToInt(this::number).toArray();
        long[] codes = new long[natural.length];
        Arrays.setAll(codes, place -> (long) groupOf.applyAsInt(numberOf[place]) << Integer.SIZE | place);
        Arrays.parallelSort(codes);
        String[] sortedKeys = new String[natural.length];
        int[] numbers = new int[natural.length];
        int[] ordinals = new int[natural.length];
        for (int ordinal = 0; ordinal < natural.length; ordinal++) {
            int place = (int) codes[ordinal];
            sortedKeys[ordinal] = natural[place];
            numbers[ordinal] = numberOf[place];
            ordinals[numbers[ordinal]] = ordinal;
        }
        return new Sorted(NodeIndex.of(Arrays.asList(sortedKeys)), numbers, ordinals);
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
     * Sorted keys with the mapping between numbers and ordinals.
     *
     * @param numbers  number by ordinal
     * @param ordinals ordinal by number
     */
    public record Sorted(NodeIndex index, int[] numbers, int[] ordinals) {

        public int ordinal(int number) {
            return ordinals[number];
        }
    }
}
