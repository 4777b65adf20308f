package io.graphrecall.metapath;

import java.util.Arrays;

/**
 * A growing sum of sparse vectors: an open-addressing table from ordinal to weight, without boxing. Not thread-safe;
 * {@link #clear()} makes it reusable.
 */
public final class FeatureSum {

    private static final int FREE = -1;

    private int[] keys;
    private float[] sums;
    private int[] used;
    private int size;

    public FeatureSum() {
        this(64);
    }

    /** @param expected about how many different ordinals will be added */
    public FeatureSum(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected * 2 - 1)) << 1;
        keys = new int[capacity];
        sums = new float[capacity];
        used = new int[capacity / 2 + 1];
        Arrays.fill(keys, FREE);
    }

    public int size() {
        return size;
    }

    /** Adds {@code weight} to the sum of one ordinal. */
    public void add(int ordinal, float weight) {
        int mask = keys.length - 1;
        int slot = ((ordinal * 0x9E3779B9) >>> 7) & mask;
        while (keys[slot] != ordinal) {
            if (keys[slot] == FREE) {
                if (size >= keys.length / 2) {
                    grow();
                    add(ordinal, weight);
                    return;
                }
                keys[slot] = ordinal;
                sums[slot] = weight;
                used[size++] = slot;
                return;
            }
            slot = (slot + 1) & mask;
        }
        sums[slot] += weight;
    }

    /** Adds a slice of a sparse vector, each weight times {@code scale}. */
    public void add(int[] ordinals, float[] weights, int start, int end, float scale) {
        for (int i = start; i < end; i++) {
            add(ordinals[i], weights[i] * scale);
        }
    }

    /** The sum of one ordinal; 0 where nothing was added. */
    public float get(int ordinal) {
        int mask = keys.length - 1;
        int slot = ((ordinal * 0x9E3779B9) >>> 7) & mask;
        while (keys[slot] != ordinal) {
            if (keys[slot] == FREE) {
                return 0;
            }
            slot = (slot + 1) & mask;
        }
        return sums[slot];
    }

    /** The ordinal that was added as the {@code i}-th new one. */
    public int ordinal(int i) {
        return keys[used[i]];
    }

    /** The sum of the ordinal that was added as the {@code i}-th new one. */
    public float sum(int i) {
        return sums[used[i]];
    }

    /** Forgets everything; keeps the room. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            keys[used[i]] = FREE;
        }
        size = 0;
    }

    /** The ordinals with a positive sum, at most {@code limit}, the heaviest first; equal sums by ordinal. */
    public SparseVector top(int limit) {
        return TopEntries.of(this, limit);
    }

    private void grow() {
        int[] oldKeys = keys;
        float[] oldSums = sums;
        int[] oldUsed = used;
        int count = size;
        keys = new int[oldKeys.length * 2];
        sums = new float[keys.length];
        used = new int[keys.length / 2 + 1];
        Arrays.fill(keys, FREE);
        size = 0;
        for (int i = 0; i < count; i++) {
            add(oldKeys[oldUsed[i]], oldSums[oldUsed[i]]);
        }
    }
}
