package io.graphrecall.service.channel;

import io.graphrecall.service.live.ServingSnapshot;

import java.util.Arrays;

/**
 * The best of the contents offered, in a bounded binary heap whose root is the worst one kept. An entry is one long:
 * score bits above, inverted tie rank below, so that one comparison orders by (score, tie break). Not thread-safe.
 */
final class TopContents {

    private final int limit;
    private final TieBreak tieBreak;
    private final ServingSnapshot snapshot;
    private final long[] keys;
    private final int[] ordinals;
    private int size;

    TopContents(int limit, TieBreak tieBreak, ServingSnapshot snapshot) {
        this.limit = limit;
        this.tieBreak = tieBreak;
        this.snapshot = snapshot;
        keys = new long[limit];
        ordinals = new int[limit];
    }

    /** @param score positive; the bits of positive floats order as the floats do */
    void offer(int content, float score) {
        int bits = Float.floatToRawIntBits(score);
        if (limit == 0 || (size == limit && bits < (int) (keys[0] >>> 32))) {
            return;
        }
        long key = ((long) bits << 32) | (Integer.MAX_VALUE - tieBreak.rank(snapshot.contentHash(content)));
        if (size < limit) {
            siftUp(key, content);
        } else if (key > keys[0]) {
            siftDown(key, content, size);
        }
    }

    /** Whether a content of this score could be among the best of those offered so far. */
    boolean wants(float score) {
        return size < limit || (limit > 0 && score >= worst());
    }

    boolean full() {
        return size == limit;
    }

    /** The lowest score kept; to be asked only when {@link #full()} and the limit is above 0. */
    float worst() {
        return limit == 0 ? Float.POSITIVE_INFINITY : Float.intBitsToFloat((int) (keys[0] >>> 32));
    }

    /** The contents kept, the best first. The heap is used up by the first call. */
    int[] contents() {
        for (int end = size - 1; end > 0; end--) {
            long key = keys[end];
            int content = ordinals[end];
            keys[end] = keys[0];
            ordinals[end] = ordinals[0];
            siftDown(key, content, end);
        }
        return Arrays.copyOf(ordinals, size);
    }

    /** The scores of {@link #contents()}, to be called after it. */
    float[] scores() {
        float[] scores = new float[size];
        for (int i = 0; i < size; i++) {
            scores[i] = Float.intBitsToFloat((int) (keys[i] >>> 32));
        }
        return scores;
    }

    private void siftUp(long key, int content) {
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (keys[parent] <= key) {
                break;
            }
            keys[hole] = keys[parent];
            ordinals[hole] = ordinals[parent];
            hole = parent;
        }
        keys[hole] = key;
        ordinals[hole] = content;
    }

    private void siftDown(long key, int content, int end) {
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= end) {
                break;
            }
            if (child + 1 < end && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[child] >= key) {
                break;
            }
            keys[hole] = keys[child];
            ordinals[hole] = ordinals[child];
            hole = child;
        }
        keys[hole] = key;
        ordinals[hole] = content;
    }
}
