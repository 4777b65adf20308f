package io.graphrecall.metapath;

import java.util.Arrays;

/** Keeps the smallest of many numbers: a bounded heap with the largest kept one on top. Not thread-safe; reusable. */
final class SmallestLongs {

    private final int limit;
    private long[] heap;
    private int size;

    SmallestLongs(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit is negative: " + limit);
        }
        this.limit = limit;
        heap = new long[Math.min(limit, 64)];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    boolean full() {
        return size == limit;
    }

    /** The largest kept. */
    long largest() {
        return heap[0];
    }

    void offer(long number) {
        if (size < limit) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, (int) Math.min(limit, size * 2L));
            }
            up(size++, number);
        } else if (limit > 0 && number < heap[0]) {
            down(number);
        }
    }

    /** Sorts what is kept, ascending, and forgets it. The array's first {@code count} numbers are valid until the next call. */
    long[] drain() {
        Arrays.sort(heap, 0, size);
        size = 0;
        return heap;
    }

    private void up(int from, long number) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent] >= number) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = number;
    }

    private void down(long number) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= number) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = number;
    }
}
