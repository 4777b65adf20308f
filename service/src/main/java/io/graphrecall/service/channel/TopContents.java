package io.graphrecall.service.channel;

import io.graphrecall.service.live.ServingSnapshot;

import java.util.Arrays;

/**
 * The best of the contents offered, in a bounded binary heap whose root, once it is full, is the worst one kept. An entry is one long:
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
            keys[size] = key;
            ordinals[size++] = content;
            if (size == limit) {
                makeHeap();
            }
        } else if (key > keys[0]) {
            siftDown(0, key, content, size);
        }
    }

    /** Until the limit is reached there is no worst to know and so no order to keep. */
    private void makeHeap() {
        for (int place = (size >>> 1) - 1; place >= 0; place--) {
            siftDown(place, keys[place], ordinals[place], size);
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
        if (!full()) {
            makeHeap();
        }
        for (int end = size - 1; end > 0; end--) {
            long key = keys[end];
            int content = ordinals[end];
            keys[end] = keys[0];
            ordinals[end] = ordinals[0];
            siftDown(0, key, content, end);
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

    private void siftDown(int from, long key, int content, int end) {
        int hole = from;
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
