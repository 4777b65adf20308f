package io.graphrecall.metapath.sparse;

import java.util.Arrays;

/**
 * Keeps the smallest of many different numbers. Takes up to twice as many as are wanted before it picks out the smaller
 * half, which costs less than to keep an order all the time. Not thread-safe; reusable.
 */
final class SmallestLongs {

    private final int limit;
    private long[] numbers;
    private int size;
    /** No number of this size or above can be among the smallest. */
    private long bound;

    SmallestLongs(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit is negative: " + limit);
        }
        this.limit = limit;
        numbers = new long[(int) Math.min(2L * limit, 128)];
        clear();
    }

    void clear() {
        size = 0;
        bound = limit == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** How many are kept. */
    int size() {
        return Math.min(size, limit);
    }

    /** A number that every further one must be below to be kept; {@link Long#MAX_VALUE} where none is known yet. */
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

    /** Sorts what is kept, ascending, and forgets it. The array's first {@link #size} numbers are valid until the next call. */
    long[] drain() {
        if (size > limit) {
            keepSmallest();
        }
        Arrays.sort(numbers, 0, size);
        clear();
        return numbers;
    }

    private void keepSmallest() {
        select(limit - 1);
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

    /** Puts the number that has this place in the order there, smaller ones before it (Hoare 1961, "Find"). */
    private void select(int place) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            long pivot = median(numbers[low], numbers[(low + high) >>> 1], numbers[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (numbers[left] < pivot) {
                    left++;
                }
                while (numbers[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    long moved = numbers[left];
                    numbers[left++] = numbers[right];
                    numbers[right--] = moved;
                }
            }
            if (place <= right) {
                high = right;
            } else if (place >= left) {
                low = left;
            } else {
                return;
            }
        }
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
