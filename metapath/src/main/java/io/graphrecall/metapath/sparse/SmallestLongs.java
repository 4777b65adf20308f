package io.graphrecall.metapath.sparse;

import java.util.Arrays;

/**
 * Selects the K smallest of many distinct numbers. Buffers up to 2 K numbers before it selects the smaller half, which
 * is cheaper than keeping them sorted. Not thread-safe; reusable.
 */
final class SmallestLongs {

    private final int limit;
    private long[] numbers;
    private int size;
    /** Numbers at or above this bound cannot be among the K smallest. */
    private long bound;

    SmallestLongs(int limit) {
        this.limit = limit;
        numbers = new long[(int) Math.min(2L * limit, 128)];
        clear();
    }

    void clear() {
        size = 0;
        bound = limit == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Number of selected numbers. */
    int size() {
        return Math.min(size, limit);
    }

    /** Exclusive upper bound of further selected numbers; {@link Long#MAX_VALUE} if there is none yet. */
    long bound() {
        return bound;
    }

    void offer(long number) {
        if (number >= bound) {
            return;
        }
        if (size == numbers.length) {
            if (size < 2L * limit) {
                numbers = Arrays.copyOf(numbers,
                        (int) Math.min(2L * limit, Math.min(size * 2L, Integer.MAX_VALUE - 8)));
            } else {
                keepSmallest();
                if (number >= bound) {
                    return;
                }
            }
        }
        numbers[size++] = number;
        if (size == limit) {
            bound = largest();
        }
    }

    /**
     * Sorts the selected numbers ascending, clears the selection and returns the internal array. Its first
     * {@link #size} elements, as of before the call, are valid until the next call of any method.
     */
    long[] drain() {
        if (size > limit) {
            keepSmallest();
        }
        Arrays.sort(numbers, 0, size);
        clear();
        return numbers;
    }

    private void keepSmallest() {
        Quickselect.select(numbers, size, limit - 1);
        size = limit;
        bound = numbers[limit - 1];
    }

    private long largest() {
        long largest = numbers[0];
        for (int i = 1; i < size; i++) {
            largest = Math.max(largest, numbers[i]);
        }
        return largest;
    }
}
