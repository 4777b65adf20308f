package io.graphrecall.generation;

import java.util.List;

/**
 * Bidirectional map between the keys of nodes of one label and dense ordinals from 0 to size - 1. Immutable and
 * thread-safe. Look-ups do not allocate.
 */
public final class NodeIndex {

    /** Index without keys. */
    public static final NodeIndex EMPTY = of(List.of());

    private static final int MAX_SIZE = (1 << 29) - 1;

    private final List<String> keys;

    /**
     * Hash table with open addressing and linear probing: ordinal + 1, or 0 for a free slot. The load factor is at most
     * 0.5.
     */
    private final int[] slots;

    private NodeIndex(List<String> keys, int[] slots) {
        this.keys = keys;
        this.slots = slots;
    }

    /**
     * Creates an index in which the ordinal of a key is its position in the list.
     *
     * @throws IllegalArgumentException if a key occurs twice
     */
    public static NodeIndex of(List<String> keys) {
        if (keys.size() > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "index has " + keys.size() + " keys, at most " + MAX_SIZE + " are allowed");
        }
        List<String> copy = List.copyOf(keys);
        int[] slots = new int[Integer.highestOneBit(Math.max(1, copy.size())) << 2];
        NodeIndex index = new NodeIndex(copy, slots);
        for (int ordinal = 0; ordinal < copy.size(); ordinal++) {
            String key = copy.get(ordinal);
            int slot = index.slotOf(key);
            if (slots[slot] != 0) {
                throw new IllegalArgumentException(
                        "key '" + key + "' occurs twice, at ordinals " + (slots[slot] - 1) + " and " + ordinal);
            }
            slots[slot] = ordinal + 1;
        }
        return index;
    }

    public int size() {
        return keys.size();
    }

    public String key(int ordinal) {
        return keys.get(ordinal);
    }

    /** Returns the ordinal of a key, or -1 if the index does not contain it. */
    public int ordinal(String key) {
        return slots[slotOf(key)] - 1;
    }

    /** Returns all keys in the order of their ordinals. Immutable. */
    public List<String> keys() {
        return keys;
    }

    /** Returns the slot of the key, or the free slot where it would be inserted. */
    private int slotOf(String key) {
        int mask = slots.length - 1;
        int hash = key.hashCode() * 0x9E3779B9;
        int slot = (hash ^ hash >>> 16) & mask;
        while (slots[slot] != 0 && !keys.get(slots[slot] - 1).equals(key)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeIndex index && keys.equals(index.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    @Override
    public String toString() {
        return "NodeIndex[" + keys.size() + " keys]";
    }
}
