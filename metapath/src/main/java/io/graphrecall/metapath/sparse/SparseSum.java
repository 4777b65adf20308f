package io.graphrecall.metapath.sparse;

import io.graphrecall.generation.EntryReader;

import java.util.Arrays;

/**
 * Sparse accumulator: ordinals and sums in parallel arrays, indexed by an open-addressing hash table without boxing.
 * Not thread-safe; reusable after {@link #clear()}.
 */
public final class SparseSum {

    /** Index of the entry plus 1, or 0 if the slot is free. The load factor is at most 1/2. */
    private int[] slots;
    private int[] ordinals;
    private float[] sums;
    private int size;

    public SparseSum() {
        this(64);
    }

    /** @param expected estimated number of distinct ordinals */
    public SparseSum(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected));
        ordinals = new int[capacity];
        sums = new float[capacity];
        slots = new int[capacity * 4];
    }

    /** Number of distinct ordinals. */
    public int size() {
        return size;
    }

    /** Adds {@code weight} to the sum of one ordinal. */
    public void add(int ordinal, float weight) {
        int slot = slotOf(ordinal);
        int entry = slots[slot] - 1;
        if (entry >= 0) {
            sums[entry] += weight;
            return;
        }
        if (size == ordinals.length) {
            grow();
            slot = slotOf(ordinal);
        }
        ordinals[size] = ordinal;
        sums[size] = weight;
        slots[slot] = ++size;
    }

    /** Raises the sum of one ordinal to {@code weight}, unless it is larger. */
    public void raise(int ordinal, float weight) {
        int entry = slots[slotOf(ordinal)] - 1;
        if (entry >= 0) {
            sums[entry] = Math.max(sums[entry], weight);
        } else {
            add(ordinal, weight);
        }
    }

    /** Adds a slice of a sparse vector, each weight times {@code scale}. */
    public void add(int[] columns, float[] weights, int start, int end, float scale) {
        for (int i = start; i < end; i++) {
            add(columns[i], weights[i] * scale);
        }
    }

    /** Adds the entries that a reader read last, each weight times {@code scale}. */
    public void add(EntryReader entries, float scale) {
        add(entries.columns(), entries.weights(), entries.start(), entries.end(), scale);
    }

    /** The {@code i}-th distinct ordinal, in the order of their first addition. */
    public int ordinal(int i) {
        return ordinals[i];
    }

    /** Sum of the {@code i}-th distinct ordinal. */
    public float sum(int i) {
        return sums[i];
    }

    /** Removes all entries and keeps the capacity. */
    public void clear() {
        if (size * 8 < slots.length) {
            for (int i = size - 1; i >= 0; i--) {
                slots[slotOf(ordinals[i])] = 0;
            }
        } else {
            Arrays.fill(slots, 0);
        }
        size = 0;
    }

    /** Returns the {@code limit} ordinals of largest positive sum, descending. Equal sums are ordered by ordinal. */
    public SparseVector top(int limit) {
        LargestEntries largest = new LargestEntries(Math.min(limit, size));
        for (int i = 0; i < size; i++) {
            largest.offer(ordinals[i], sums[i]);
        }
        return largest.drain();
    }

    /** Returns the slot of the ordinal's entry, or the free slot for it. */
    private int slotOf(int ordinal) {
        int mask = slots.length - 1;
        int slot = ((ordinal * 0x9E3779B9) >>> 7) & mask;
        while (slots[slot] != 0 && ordinals[slots[slot] - 1] != ordinal) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        ordinals = Arrays.copyOf(ordinals, size * 2);
        sums = Arrays.copyOf(sums, size * 2);
        slots = new int[ordinals.length * 4];
        for (int i = 0; i < size; i++) {
            slots[slotOf(ordinals[i])] = i + 1;
        }
    }
}
