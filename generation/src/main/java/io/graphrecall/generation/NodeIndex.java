package io.graphrecall.generation;

import io.graphrecall.schema.Unicode;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Bidirectional map between the keys of nodes of one label and dense ordinals from 0 to size - 1. A key takes its bytes in
 * UTF-8 and 12 to 20 bytes more; {@link #key} makes a new string. Immutable and thread-safe.
 */
public final class NodeIndex {

    /** Index without keys. */
    public static final NodeIndex EMPTY = of(List.of());

    private static final int MAX_SIZE = (1 << 29) - 1;

    private final TextColumn keys;

    /**
     * Hash table with open addressing and linear probing: ordinal + 1, or 0 for a free slot. The load factor is at most
     * 0.5.
     */
    private final int[] slots;

    private NodeIndex(TextColumn keys) {
        this.keys = keys;
        slots = new int[Integer.highestOneBit(Math.max(1, keys.size())) << 2];
    }

    /**
     * Creates an index in which the ordinal of a key is its position in the list.
     *
     * @throws IllegalArgumentException if a key occurs twice or is not valid Unicode
     */
    public static NodeIndex of(List<String> keys) {
        Builder builder = new Builder();
        keys.forEach(builder::add);
        return builder.build();
    }

    private void put(String key, int ordinal) {
        int slot = slotOf(key);
        if (slots[slot] != 0) {
            throw new IllegalArgumentException(
                    "key '" + key + "' occurs twice, at ordinals " + (slots[slot] - 1) + " and " + ordinal);
        }
        slots[slot] = ordinal + 1;
    }

    public int size() {
        return keys.size();
    }

    public String key(int ordinal) {
        String key = keys.text(ordinal);
        return key == null ? "" : key;
    }

    /** Returns the ordinal of a key, or -1 if the index does not contain it. */
    public int ordinal(String key) {
        return slots[slotOf(key)] - 1;
    }

    /** Returns all keys in the order of their ordinals, as a view. Immutable. */
    public List<String> keys() {
        return new Keys();
    }

    private final class Keys extends AbstractList<String> implements RandomAccess {

        @Override
        public String get(int ordinal) {
            return key(ordinal);
        }

        @Override
        public int size() {
            return keys.size();
        }
    }

    /** Adds keys in the order of their ordinals, without a list of strings. Not thread-safe. */
    static final class Builder {

        private final TextColumn.Builder texts = new TextColumn.Builder();
        private int size;

        void add(String key) {
            if (size == MAX_SIZE) {
                throw new IllegalArgumentException("an index has at most " + MAX_SIZE + " keys");
            }
            if (Unicode.hasUnpairedSurrogate(key)) {
                throw new IllegalArgumentException("the key of ordinal " + size + " is not valid Unicode");
            }
            texts.add(key);
            size++;
        }

        int size() {
            return size;
        }

        /** Builds the index. Throws an {@link IllegalArgumentException} if a key occurs twice. */
        NodeIndex build() {
            NodeIndex index = new NodeIndex(texts.build());
            for (int ordinal = 0; ordinal < size; ordinal++) {
                index.put(index.key(ordinal), ordinal);
            }
            return index;
        }
    }

    /** Returns the slot of the key, or the free slot where it would be inserted. */
    private int slotOf(String key) {
        int mask = slots.length - 1;
        int hash = key.hashCode() * 0x9E3779B9;
        int slot = (hash ^ hash >>> 16) & mask;
        while (slots[slot] != 0 && !keys.equals(slots[slot] - 1, key)) {
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
