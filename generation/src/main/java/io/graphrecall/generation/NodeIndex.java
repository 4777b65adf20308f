package io.graphrecall.generation;

import java.util.List;

/**
 * Keys of nodes of one kind and their dense ordinals, 0 to size - 1. Immutable and safe for concurrent use; a look-up
 * allocates nothing.
 */
public final class NodeIndex {

    /** The index without keys. */
    public static final NodeIndex EMPTY = of(List.of());

    private static final int MAX_SIZE = (1 << 29) - 1;

    private final List<String> keys;

    /** Open addressing with linear probing: ordinal + 1, or 0 where free. At most half is taken. */
    private final int[] slots;

    private NodeIndex(List<String> keys, int[] slots) {
        this.keys = keys;
        this.slots = slots;
    }

    /**
     * The index that gives every key its position in the list.
     *
     * @throws IllegalArgumentException where a key comes twice
     */
    public static NodeIndex of(List<String> keys) {
        if (keys.size() > MAX_SIZE) {
            throw new IllegalArgumentException("an index of " + keys.size() + " keys, at most " + MAX_SIZE + " fit");
        }
        List<String> copy = List.copyOf(keys);
        int[] slots = new int[Integer.highestOneBit(Math.max(1, copy.size())) << 2];
        NodeIndex index = new NodeIndex(copy, slots);
        for (int ordinal = 0; ordinal < copy.size(); ordinal++) {
            String key = copy.get(ordinal);
            int slot = index.slotOf(key);
            if (slots[slot] != 0) {
                throw new IllegalArgumentException(
                        "key '" + key + "' has ordinal " + (slots[slot] - 1) + " already, and again " + ordinal);
            }
            slots[slot] = ordinal + 1;
        }
        return index;
    }

    public int size() {
        return keys.size();
    }

    /** The key of an ordinal. */
    public String key(int ordinal) {
        return keys.get(ordinal);
    }

    /** The ordinal of a key; -1 where the index does not have it. */
    public int ordinal(String key) {
        return slots[slotOf(key)] - 1;
    }

    /** All keys in the order of their ordinals; immutable. */
    public List<String> keys() {
        return keys;
    }

    /** The slot that holds the key, or the free one where it belongs. */
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
