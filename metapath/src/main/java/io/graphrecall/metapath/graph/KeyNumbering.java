package io.graphrecall.metapath.graph;

import com.carrotsearch.hppc.ObjectIntHashMap;
import io.graphrecall.generation.NodeIndex;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Assigns consecutive numbers to keys in the order of their first use. Not thread-safe. */
public final class KeyNumbering {

    private final ObjectIntHashMap<String> numbers = new ObjectIntHashMap<>();

    /** Returns the number of a key. A new key gets the next number. */
    public int intern(String key) {
        int slot = numbers.indexOf(key);
        if (!numbers.indexExists(slot)) {
            numbers.indexInsert(slot, key, numbers.size());
            return numbers.size() - 1;
        }
        return numbers.indexGet(slot);
    }

    /** Number of a key; -1 if it is unknown. */
    public int number(String key) {
        return numbers.getOrDefault(key, -1);
    }

    public int size() {
        return numbers.size();
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
        String[] natural = numbers.keys().toArray(String.class);
        Arrays.parallelSort(natural);
        int[] numberOf = Arrays.stream(natural).mapToInt(this::number).toArray();
        long[] codes = new long[natural.length];
        Arrays.setAll(codes, place -> (long) groupOf.applyAsInt(numberOf[place]) << Integer.SIZE | place);
        Arrays.parallelSort(codes);
        String[] sortedKeys = new String[natural.length];
        int[] sortedNumbers = new int[natural.length];
        int[] ordinals = new int[natural.length];
        for (int ordinal = 0; ordinal < natural.length; ordinal++) {
            int place = (int) codes[ordinal];
            sortedKeys[ordinal] = natural[place];
            sortedNumbers[ordinal] = numberOf[place];
            ordinals[sortedNumbers[ordinal]] = ordinal;
        }
        return new Sorted(NodeIndex.of(Arrays.asList(sortedKeys)), sortedNumbers, ordinals);
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
