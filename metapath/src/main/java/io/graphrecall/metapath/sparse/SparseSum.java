package io.graphrecall.metapath.sparse;

import java.util.Arrays;

/**
 * A growing sum of sparse vectors: entries side by side, found through an open-addressing table, without boxing. Not
 * thread-safe; {@link #clear()} makes it reusable.
 */
public final class SparseSum {

    /** Number of the entry + 1, or 0 where free. At most half is taken. */
    private int[] slots;
    private int[] ordinals;
    private float[] sums;
    private int size;

    public SparseSum() {
        this(64);
    }

    /** @param expected about how many different ordinals will be added */
    public SparseSum(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected));
        ordinals = new int[capacity];
        sums = new float[capacity];
        slots = new int[capacity * 4];
    }

    /** How many different ordinals were added. */
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

    /** Adds a slice of a sparse vector, each weight times {@code scale}. */
    public void add(int[] columns, float[] weights, int start, int end, float scale) {
        for (int i = start; i < end; i++) {
            add(columns[i], weights[i] * scale);
        }
    }

    /** The sum of one ordinal; 0 where nothing was added. */
    public float get(int ordinal) {
        int entry = slots[slotOf(ordinal)] - 1;
        return entry < 0 ? 0 : sums[entry];
    }

    /** The ordinal that was added as the {@code i}-th new one. */
    public int ordinal(int i) {
        return ordinals[i];
    }

    /** The sum of the ordinal that was added as the {@code i}-th new one. */
    public float sum(int i) {
        return sums[i];
    }

    /** Forgets everything; keeps the room. */
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

    /** The ordinals with a positive sum, at most {@code limit}, the heaviest first; equal sums by ordinal. */
    public SparseVector top(int limit) {
        LargestEntries heaviest = new LargestEntries(Math.min(limit, size));
        for (int i = 0; i < size; i++) {
            heaviest.offer(ordinals[i], sums[i]);
        }
        return heaviest.drain();
    }

    /** The slot that holds the ordinal's entry, or the free one where it belongs. */
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
